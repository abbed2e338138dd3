import { count, significant } from '../numbers.ts';
import type { ChartPhrases } from '../phrases/charts.ts';
import { figures } from './figures.ts';
import { terms } from './terms.ts';

const layerTitles = {
  gradientNorm: '층별 기울기의 크기',
  updateRatio: '가중치에 견준 갱신의 크기',
  activationStd: '층별 출력의 퍼짐',
  saturated: '포화된 출력(활성화 함수의 평평한 끝)',
  off: '꺼져 있는 출력(0보다 작은 입력의 relu처럼)',
  dead: '기울기가 지나가지 않는 유닛',
} as const;

const histogramTitles = { activation: '층별 출력', gradient: '층별 기울기' } as const;
const histogramUnits = { activation: '출력 a = f(z)', gradient: '기울기 dL/dz' } as const;
const panels = { f: 'f(z)', df: "f'(z): 역전파에서 곱해지는 값" } as const;
const learningTitles = { loss: '손실', accuracy: '정확도' } as const;
const per = { epoch: '에포크별', step: '스텝별', seconds: '시간별' } as const;

const when = (step: number) => (step === 0 ? '학습 전' : `${count(step)}스텝 후`);

/** Titles, axes, legends and notes of charts, in Korean. */
export const charts: ChartPhrases = {
  nothing: '그릴 값이 없음',
  columns: {
    activation: '활성화 함수',
    measuredOn: '측정 대상',
    epoch: '에포크',
    step: '스텝',
    seconds: '초',
    median: '중앙값',
    value: '값',
    least: '최소',
    greatest: '최대',
    runs: '실행 수',
    layer: '층',
    curve: '곡선',
    smoothed: '이동평균',
    logged: '기록된 값',
    learningRate: '학습률',
    validationLoss: '검증 손실',
    validationAccuracy: '검증 정확도',
    stage: '탐색 단계',
    outcome: '결과',
    when: '시점',
    from: '부터',
    to: '까지',
    shareOfValues: '값의 비율',
    gradientNorm: '기울기의 노름',
    leftInFirst: '첫 층에 남은 비율',
    perLayer: '층마다의 비율',
    series: '계열',
    figures: '수치',
  },
  sets: terms.sets,
  outputLayer: (layer) => `${layer} (출력층)`,
  scales: {
    linear: '선형',
    log: '로그',
    whole: '0~100%',
    closeUp: '곡선에 맞춤',
    of: '눈금',
    ofLoss: '손실',
    ofAccuracy: '정확도',
  },
  across: '가로축',
  axes: { epoch: '에포크', step: '스텝(가중치 갱신 횟수)', seconds: '학습 시간(초)' },
  axisChoices: { epoch: '에포크', step: '스텝', seconds: '초' },
  bands: ({ seeds, set }) =>
    `선은 시드 ${seeds}개의 중앙값이고, 띠${set === null ? '' : `(${terms.sets[set]})`}는 최솟값에서 최댓값까지입니다.`,
  medians: (seeds) => `시드 ${seeds}개의 중앙값입니다.`,
  diverged(groups) {
    const told = groups.map(({ name, count, of }) => (of === null ? name : `${name}(실행 ${of}개 중 ${count}개)`));
    return `발산하여 곡선이 가위표에서, 또는 첫 에포크 전에 끝납니다: ${told.join(', ')}.`;
  },
  leftOut: ({ count: n, log }) =>
    `${log ? '0이거나 유한하지 않은' : '유한하지 않은'} 값 ${count(n)}개는 그리지 않고 비워 두었습니다.`,
  smoothed: (weight) => `지수 이동평균, 평활 계수 ${weight}.`,
  learning: {
    title: ({ metric, x }) => `${per[x]} ${learningTitles[metric]}`,
    description({ metric, x, sets, names }) {
      const measured = sets.map((set) => terms.sets[set]).join(', ');
      return `${names.join(', ')}의 ${per[x]} ${learningTitles[metric]}${measured === '' ? '' : `(${measured})`}.`;
    },
    yTitles: { loss: '손실(표본당 평균)', accuracy: '정확도' },
    guessing: ({ metric, classes, value }) =>
      `클래스 ${count(classes)}개 중 무작위 추측: ${metric === 'accuracy' ? figures.wholePercent(value) : significant(value)}`,
  },
  attenuation: {
    title: '첫 층에 남은 기울기의 비율',
    description: (names) => `${names.join(', ')}의 에포크별 기울기 감쇠.`,
    y: '첫 은닉층 / 마지막 은닉층',
    rule: '1: 잃는 것이 없음',
  },
  layers: {
    titles: layerTitles,
    units: {
      gradientNorm: '기울기의 노름 ||dL/dW||',
      updateRatio: '갱신 비율: W의 변화 / W의 크기',
      activationStd: 'a = f(z)의 표준편차',
      saturated: '값의 비율',
      off: '값의 비율',
      dead: '유닛의 비율',
    },
    goodPace: '0.001 정도가 적당함',
    title: (figure, activation) => `${layerTitles[figure]}: ${activation}`,
    description: ({ figure, layers, activation }) => `${activation}, ${layers}개 층의 에포크별 ${layerTitles[figure]}.`,
  },
  heatMap: {
    title: (activation) => `층과 시간에 따른 기울기: ${activation}`,
    description: ({ activation, byEpoch }) =>
      `${activation}, 층과 ${byEpoch ? '에포크' : '스텝'}에 따른 기울기 노름의 히트맵.`,
    y: '층(1이 입력 쪽)',
    colour: '기울기의 노름 ||dL/dW||',
  },
  histograms: {
    units: histogramUnits,
    logits: '출력층의 로짓 z',
    title: (of, activation) => `${histogramTitles[of]}: ${activation}`,
    note: (of) =>
      of === 'gradient'
        ? `${histogramUnits[of]}의 분포입니다. 높이와 가로축의 범위는 층마다 다르며, 입력 쪽이 아래입니다.`
        : `${histogramUnits[of]}의 분포입니다. 높이는 층마다 다르며, 입력 쪽이 아래입니다.`,
    someLayers: ({ shown, all }) => `처음부터 끝까지 ${all}개 층 가운데 ${shown}개만 보입니다.`,
    empty: (n) => `유한한 값이 없는 ${n}개는 비워 두었습니다.`,
    description: ({ of, steps }) => `${steps.map(when).join(', ')}의 층별 ${histogramUnits[of]} 히스토그램.`,
    when,
    layer: (layer) => `${layer}층`,
  },
  rates: {
    title: '활성화 함수마다 알맞은 학습률',
    note: ({ epochs }) =>
      `${epochs}에포크 후의 검증 손실입니다. 테스트 데이터는 보지 않습니다. 고리 표시가 최적의 학습률입니다.`,
    diverged: (n) => `위쪽의 가위표: 발산한 짧은 실행 ${count(n)}개.`,
    description: (searches) =>
      `학습률별 검증 손실: ${searches.map(({ name, best }) => `${name}(최적 ${best})`).join(', ')}.`,
    stages: { grid: '격자', extension: '확장', refinement: '세분' },
    outcomes: { best: '최적', diverged: '발산' },
  },
  functions: {
    title: '활성화 함수와 도함수',
    panels,
    byRow: (names) => `행 전체에 작용하여 제외했습니다: ${names.join(', ')}.`,
    description: ({ panels: shown, names, from, to }) =>
      `${names.join(', ')}의 ${shown.map((one) => panels[one]).join(', ')} 그래프, z는 ${from}부터 ${to}까지.`,
  },
  reproduction: {
    measured: '측정값',
    published: '발표된 값',
    note: '파선과 속이 빈 표시는 발표된 값입니다.',
    description: ({ title, x, y, names }) => `${title}: ${x}에 따른 ${y}, ${names.join(', ')}.`,
  },
  logged: ({ title, names }) => `${title}: ${names.join(', ')}.`,
};
