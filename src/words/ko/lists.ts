import { count } from '../numbers.ts';
import type {
  ActivationPhrases,
  DataPhrases,
  FilePhrases,
  GradientCheckPhrases,
  RunListPhrases,
} from '../phrases/lists.ts';
import { figures } from './figures.ts';

const { timeLeft } = figures;

/** `gradlens runs`, in Korean. */
export const runList: RunListPhrases = {
  columns: {
    run: '실행',
    activation: '활성화 함수',
    hidden: '은닉층',
    optimizer: '옵티마이저',
    lr: '학습률',
    epochs: '에포크',
    accuracy: '정확도',
    loss: '손실',
    time: '시간',
    status: '상태',
    begun: '시작',
  },
  widerShows: (columns) => `창을 넓히면 다음 열도 보입니다: ${columns.join(', ')}`,
  killed: '강제 종료된 실행은 `gradlens resume`으로 이어서 할 수 있습니다.',
  broken: '실행처럼 보이지만 읽을 수 없는 폴더:',
  noneYet: (folder) => `${folder}에 아직 실행이 없습니다. \`gradlens train\`으로 만들 수 있습니다.`,
  noneHas: (condition, there) => `${condition} 조건에 맞는 실행이 없습니다. 있는 값: ${there.join(', ')}`,
  noneFulfilsAll: '모든 조건에 맞는 실행이 없습니다.',
};

/** `gradlens data`, in Korean. */
export const data: DataPhrases = {
  fetching: (file) => `${file} 내려받는 중`,
  row: ({ bar, file, received, total, left }) =>
    `${bar} ${file}  ${count(received)}/${count(total)}바이트${left === null ? '' : `  ${timeLeft(left)}`}`,
  interrupted: '중단되었습니다. 같은 명령을 다시 실행하면 여기서부터 이어집니다.',
  file: ({ file, bytes, from }) =>
    `${file}  ${count(bytes)}바이트  ${from === null ? '이미 있음' : `${from}에서 받음`}`,
  trainOnIt: (folder) => `이 데이터로 학습하기: gradlens train --data ${folder}`,
  describe: ({ name, shape, features, classes }) =>
    `${name}: ${shape ? `${shape.join(' x ')} 이미지` : `값 ${features}개짜리 행`}, 클래스 ${classes}개`,
  columns: {
    samples: '표본 수',
    perClass: '클래스별 표본 수',
    notZero: '0이 아닌 값',
    mean: '평균',
    deviation: '표준편차',
  },
};

/** `gradlens activations`, in Korean. */
export const activationList: ActivationPhrases = {
  name: '이름',
  range: '치역',
  interval: (from, to) => `${from} ~ ${to}`,
  byRow: '행 단위',
  note: `f'(z)는 역전파에서 곱해지는 값입니다. 0에 가까운 곳에서는 유닛이 포화되어 학습이 느립니다.
고르려면 \`gradlens train --activation 이름\`, 직접 만들려면 --activation ./mine.mjs
다른 이름, 가중치 초기화, 출처와 더 많은 값: gradlens activations --json`,
};

/** `gradlens gradcheck`, in Korean. */
export const gradientCheck: GradientCheckPhrases = {
  largestError: '가장 큰 상대 오차',
  hiddenLayers: (n) => `은닉층 ${n}개`,
  residual: '잔차 연결',
  norms: '정규화',
  wrong: '틀림',
  verdict: ({ combinations, bound, worst, right }) =>
    `활성화 함수, 출력층, 신경망 종류의 조합 ${combinations}개: ${right ? `모두 ${bound} 이하입니다` : `일부가 ${bound}보다 큽니다`}. 가장 큰 값은 ${worst.toExponential(2)}입니다.`,
};

/** Files that a command writes, in Korean. */
export const files: FilePhrases = {
  written: (file) => `저장함: ${file}`,
  noFont: '이 컴퓨터에 한글 글꼴이 없어 PNG 파일은 영어로 그립니다.',
};
