import { count, significant } from '../numbers.ts';
import type { EvaluationPhrases, PredictionPhrases } from '../phrases/evaluation.ts';
import { figures } from './figures.ts';
import { by, object } from './particles.ts';

const { percent } = figures;

/** How well a network does on a data set, in Korean. */
export const evaluation: EvaluationPhrases = {
  summary: ({ run, data, samples, accuracy, wrong, loss }) =>
    `${run}, ${data} 표본 ${count(samples)}개\n정확도 ${percent(accuracy)}(오답 ${count(wrong)}개) · 손실 ${significant(loss)}`,
  columns: { class: '클래스', precision: '정밀도', recall: '재현율', f1: 'F1' },
  matrix: '혼동 행렬',
  matrixAxes: '예측한 클래스(가로), 실제 클래스(세로)',
  trueClass: '실제',
  confusion: ({ truth, predicted, times }) => `실제 ${object(truth)} ${by(predicted)} 예측: ${count(times)}번`,
  mostConfused: (confusions) => `가장 자주 혼동한 것: ${confusions.join(' · ')}`,
  rightOf: ({ right, all }) =>
    `${count(all)}개 중 ${count(right)}개 정답(${percent(all ? right / all : null)}). 가장 자주 혼동한 것:`,
  worst: '가장 크게 틀린 표본:',
  judgement: ({ sample, label, predicted, confidence }) =>
    `#${sample}: ${object(String(label))} ${by(String(predicted))} 예측(${percent(confidence)})`,
};

/** What a network sees in pictures, in Korean. */
export const prediction: PredictionPhrases = {
  newestRun: (run) => `가장 최근에 끝난 실행인 ${object(run)} 사용합니다. 다른 실행은 --run으로 지정하세요.`,
  leftOut: (files) => `다른 파일 ${count(files)}개는 제외했습니다.`,
  standardInput: '표준 입력',
  picture({ name, width, height, treatment }) {
    const how = {
      unchanged: '그대로 사용',
      inverted: '밝은 바탕에 어두운 글씨: 반전함',
      'light-on-dark': '어두운 바탕에 밝은 글씨',
    };
    return `${name}, ${width} x ${height}픽셀, ${how[treatment]}`;
  },
  answer: ({ digit, probability }) => `${digit} (${percent(probability)})`,
  unsure: (candidates) =>
    `불확실: ${candidates.map(({ digit }) => digit).join(' 또는 ')} (${candidates.map(({ probability }) => percent(probability)).join(', ')})`,
  note: (note) => `참고: ${note}`,
  notes: {
    'on-black': () => '투명한 바탕에 밝은 글씨여서 검은 바탕에 놓았습니다',
    turned: ({ orientation }) => `사진의 방향 정보(EXIF ${orientation})에 따라 바로 세웠습니다`,
    strengthened: () => '가는 획을 진하게 했습니다',
    wide: () => '숫자치고는 너무 넓습니다. 숫자 하나가 맞습니까?',
    dense: () => '숫자치고는 칠해진 부분이 너무 많습니다. 숫자가 맞습니까?',
  },
  columns: { image: '이미지', digit: '숫자', class: '클래스', probability: '확률', notes: '참고' },
  row: '행',
  label: '레이블',
  moreRows: ({ shown, all }) =>
    `전체 ${count(all)}행 중 처음 ${count(shown)}행입니다. --limit으로 더 볼 수 있고, --json이나 --submission에는 모두 들어 있습니다.`,
  scored: ({ right, all }) =>
    `${count(all)}개 중 ${count(right)}개가 레이블과 같음 (${percent(all ? right / all : null)})`,
  rivals: (digits) => `불확실: ${digits.join(' 또는 ')}`,
  inverted: '반전함',
};
