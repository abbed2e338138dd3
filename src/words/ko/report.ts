import { count } from '../numbers.ts';
import type { ReportPhrases } from '../phrases/report.ts';
import { figures } from './figures.ts';
import { object, subject, topic } from './particles.ts';

const { percent, duration } = figures;

/** Pages of results, in Korean. */
export const report: ReportPhrases = {
  page: {
    contents: '차례',
    dark: '어둡게',
    copy: '복사',
    copied: '복사했습니다',
    copyRefused: '여기서는 복사할 수 없습니다. 직접 선택하세요',
    chart: '그래프',
    origin({ version, seconds, folder }) {
      const time = seconds === null ? '' : `, ${duration(seconds)}`;
      return `gradlens${version === null ? '' : ` ${version}`}에서 만들었습니다${time}.${folder === null ? '' : ` 폴더: ${folder}`}`;
    },
  },
  figure: {
    legend: (series) => (series === null ? '곡선 보이기와 숨기기' : `${series}별로 보이기와 숨기기`),
    zoom: '확대',
    zoomHelp: '끌어서 이동하고, Shift를 누른 채 휠을 돌려 확대합니다',
    zoomIn: '확대',
    zoomOut: '축소',
    all: '전체',
    showAll: '전체 보기',
    numbers: '수치를 표로 보기',
    rows: ({ shown, all }) => `${count(all)}행 중 ${shown}행`,
  },
  kinds: { comparison: '활성화 함수 비교', run: '학습 결과', chart: '그래프' },
  sections: {
    result: '결과',
    heldThemBack: '학습을 가로막은 것',
    heldItBack: '학습을 가로막은 것',
    layers: '층 들여다보기',
    search: '학습률 탐색',
    repeat: '다시 실행하기',
  },
  formulas: { caption: '비교한 함수와 그 도함수' },
  captions: {
    comparedLoss:
      '손실은 학습이 줄이려는 값입니다. 곡선이 일찍 내려갈수록 그 활성화 함수가 빨리 학습한 것이고, 처음 높이에 머무르면 아무것도 배우지 못한 것입니다. 훈련 손실은 줄어드는데 테스트 손실이 다시 커지면 신경망이 훈련 데이터를 외우고 있는 것입니다(과적합).',
    comparedAccuracy: (classes) =>
      `바르게 분류한 표본의 비율입니다. 크기가 같은 클래스 ${count(classes)}개 중에서 무작위로 찍으면 ${Number((100 / classes).toPrecision(3))}%를 맞힙니다.`,
    loss: '곡선이 내려간 만큼 학습이 손실을 줄인 것입니다. 훈련 손실은 줄어드는데 테스트 손실이 다시 커지면 신경망이 훈련 데이터를 외우고 있는 것입니다(과적합).',
    accuracy: '바르게 분류한 표본의 비율입니다.',
    attenuations:
      '기울기 감쇠: 마지막 은닉층의 기울기 가운데 첫 은닉층까지 전달된 비율입니다. 1이면 내려오는 동안 잃는 것이 없고, 0.001이면 첫 층이 마지막 층보다 천 배 느리게 학습합니다.',
    attenuation:
      '기울기 감쇠: 마지막 은닉층의 기울기 가운데 첫 은닉층까지 전달된 비율입니다. 1이면 내려오는 동안 잃는 것이 없습니다.',
    rates:
      '학습률이 너무 작으면 거의 움직이지 않고 너무 크면 발산합니다. 알맞은 골짜기는 활성화 함수마다 다릅니다. 모두를 한 학습률로 비교하면 마침 그곳에 골짜기가 있는 함수에 유리해집니다.',
    derivatives:
      '역전파에서는 층을 지날 때마다 도함수의 값과 가중치가 한 번씩 곱해집니다. 로지스틱 함수의 도함수는 커야 0.25이고, 이 값이 네 번 곱해지면 1/256이 됩니다.',
  },
  layerSets: {
    gradientNorm: {
      title: '층별 기울기의 크기',
      caption:
        '선 하나가 층 하나이고, 1이 입력 쪽입니다. 선들이 멀리 벌어지고 앞쪽 층이 가장 아래에 있으면 기울기 소실로, 그 층들은 더 느리게 학습합니다. 선들이 모여 있는 것이 바람직합니다.',
    },
    heatMap: {
      title: '같은 내용을 지도로',
      caption: '아래가 입력 쪽이고 시간은 오른쪽으로 흐릅니다. 어두울수록 전달된 기울기가 작습니다.',
    },
    updateRatio: {
      title: '갱신 한 번에 가중치가 움직이는 정도',
      caption:
        '갱신 비율: 가중치 변화의 크기를 가중치의 크기로 나눈 값입니다. 갱신마다 0.001 정도가 적당합니다. 이보다 훨씬 크면 학습이 불안정하고, 훨씬 작으면 더딥니다.',
    },
    activation: {
      title: '층의 출력',
      caption:
        '점검용 배치에 대한 각 층의 출력을 학습 전과 끝에 살펴본 것입니다(첫 실행). 범위의 양 끝에 몰려 있으면 포화된 유닛이고, 0에 솟아 있으면 반응이 없는 층입니다.',
    },
    gradient: {
      title: '층이 받는 기울기',
      caption:
        '순입력 z에 대한 기울기입니다. 가로축의 범위가 층마다 다르다는 점에 주의하세요. 기울기 소실이 일어나면 층을 내려갈수록 이 범위가 줄어듭니다.',
    },
  },
  columns: {
    gradientLeft: '남은 기울기',
    startEnd: '시작, 끝',
    saturatedOffDead: '포화, 꺼짐, 죽은 유닛',
    atTheEnd: '학습 끝',
    initialWeights: '가중치 초기화',
    speed: '속도',
    runs: '실행',
    measuredOn: '측정 대상',
    settingName: '설정',
    value: '값',
    meaning: '뜻',
    what: '항목',
    here: '내용',
  },
  resultCaption: (seeds) =>
    seeds > 1
      ? `시드 ${seeds}개의 중앙값. 아래 작은 글씨는 범위, 또는 열 제목이 말하는 값입니다`
      : '시드가 하나씩뿐입니다. 두 번째 실행 없이는 차이가 얼마나 우연인지 알 수 없습니다',
  range: (from, to) => `${from} ~ ${to}`,
  notReached: '도달 못 함',
  neverReached: (goals) => `${goals.map((goal) => `${Math.round(100 * goal)}%`).join(', ')}에 도달한 실행은 없습니다.`,
  someRuns: ({ reached, of }) => `실행 ${of}개 중 ${reached}개`,
  glossary: {
    gradientLeft: {
      term: '남은 기울기',
      meaning: '마지막 은닉층의 기울기 가운데 첫 은닉층까지 전달된 비율로, 학습 전과 끝의 값입니다.',
    },
    saturated: {
      term: '포화',
      meaning: '0이나 1에 가까운 sigmoid의 출력처럼, 활성화 함수의 평평한 끝에 있는 출력의 비율입니다.',
    },
    off: { term: '꺼짐', meaning: '입력이 0보다 작은 relu처럼 쉬고 있는 출력의 비율로, 그 자체는 정상입니다.' },
    dead: { term: '죽은 유닛', meaning: '기울기가 지나가지 않는 유닛의 비율입니다.' },
  },
  dash: '줄표는 측정하지 않았거나 절반의 실행이 도달하지 못한 값입니다.',
  noResult: '결과에 이른 학습이 없습니다',
  headline([best, ...others]) {
    const tail = others.map(({ name, accuracy }) => `${name} ${percent(accuracy)}`);
    return [`최종 테스트 정확도: ${best.name} ${percent(best.accuracy)}`, ...tail].join(', ');
  },
  comparisonLead({ activations, epochs, data, samples, hidden, seeds, lr }) {
    const set = samples === null ? data : `${data} 훈련 표본 ${count(samples)}개`;
    const shape = hidden === null ? '은닉층 없음' : `은닉층 ${hidden}`;
    const rates = lr === null ? '학습률은 각각에 가장 알맞은 값' : `학습률은 모두 ${lr}`;
    return `${activations.join(', ')}: ${set}, ${epochs}에포크, ${shape}, 시드 ${seeds}개, ${rates}.`;
  },
  oneSeed: (flag) => `시드가 하나뿐이면 짝지어 비교할 수 없습니다. ${object(flag)} 추가하세요.`,
  pairsNote:
    '시드가 같은 실행은 초깃값과 배치 순서가 같으므로 짝지어 비교합니다. p는 우연만으로 이만한 차이가 생길 확률입니다(대응표본 순열검정, 양측).',
  runHeadline({ activation, epochs, end, accuracy }) {
    if (accuracy === null) return `${activation}, ${epochs}에포크`;
    const still = { finished: '', interrupted: ' (중단됨)', 'under-way': ' (아직 학습 중)' };
    return `${subject(activation)} ${epochs}에포크 후 테스트 데이터의 ${percent(accuracy)}를 바르게 분류합니다${still[end]}`;
  },
  divergedHeadline: (activation, epoch) => `${topic(activation)} ${epoch}에포크에서 발산했습니다`,
  runLead({ data, samples, hidden, parameters, optimizer, lr, effort }) {
    const shape = hidden === null ? '은닉층 없음' : `은닉층 ${hidden}`;
    const time = effort === null ? '' : `, ${duration(effort.seconds)} 동안 ${count(effort.steps)}스텝`;
    return `${data} 훈련 표본 ${count(samples)}개, ${shape}, 매개변수 ${count(parameters)}개, ${optimizer}(학습률 ${lr})${time}.`;
  },
  noEpoch: '끝난 에포크가 없습니다.',
  scores: '손실과 정확도',
  repeatNote: '데이터, 버전, 엔진이 같으면 시간을 뺀 모든 수치가 마지막 비트까지 같습니다.',
  settingsCaption: '모든 설정. 굵은 글씨는 기본값과 다른 것입니다',
  none: '없음',
  yes: '예',
  no: '아니요',
  groundsCaption: '데이터, 엔진, 버전',
  grounds: {
    data: '데이터',
    fingerprint: '데이터의 SHA-256',
    network: '신경망',
    engine: '엔진',
    versions: '버전',
  },
  samples: ({ name, train, validation, test }) =>
    `${name}: 훈련 ${count(train)}개, 검증 ${count(validation)}개, 테스트 ${count(test)}개`,
  network: ({ inputs, classes, parameters }) =>
    `입력 ${count(inputs)}개, 클래스 ${count(classes)}개, 매개변수 ${count(parameters)}개`,
  engine: ({ name, precision, flavour }) => `${name} (${precision}, ${flavour})`,
  versions: ({ gradlens, node }) => `gradlens ${gradlens}, Node ${node}`,
};
