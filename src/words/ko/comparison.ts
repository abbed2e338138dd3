import { count, NONE, significant } from '../numbers.ts';
import type { ComparisonPhrases } from '../phrases/comparison.ts';
import { figures } from './figures.ts';
import { topic } from './particles.ts';
import { shapeText } from './shape.ts';
import { terms } from './terms.ts';
import { dataText, engineText } from './training.ts';

const { percent, duration, timeLeft } = figures;

/** A comparison at the command line, in Korean. */
export const comparison: ComparisonPhrases = {
  describe(facts) {
    const { activations, lr, init, seeds, firstSeed, epochs } = facts;
    const rates = lr === null ? `, 학습률은 ${facts.searchEpochs}에포크짜리 실행으로 탐색` : '';
    const which =
      seeds === 1 ? `시드 ${firstSeed}` : `시드 ${firstSeed}~${firstSeed + seeds - 1}, 같은 시드끼리 짝지음`;
    return [
      dataText(facts.data),
      `${shapeText(facts)}, ${facts.head}, ${facts.optimizer}${lr === null ? '' : `(학습률 ${lr})`}, 배치 크기 ${facts.batchSize}: ${activations.join(', ')}`,
      `${epochs}에포크 실행 ${count(activations.length * seeds)}개(${which})${rates} · 스레드 ${count(facts.threads)}개 · ${init === null ? '활성화 함수마다 알맞은 가중치 초기화' : `가중치 초기화 ${init}`} · ${engineText(facts.engine)}`,
    ].join('\n');
  },
  row: ({ name, bar, epoch, epochs, loss, trend, testAccuracy }) =>
    `${name}  ${bar}  에포크 ${epoch}/${epochs}  손실 ${significant(loss)}  ${trend}` +
    (testAccuracy === null ? '' : `  테스트 ${percent(testAccuracy)}`),
  wholeRow: ({ name, bar, left, done }) => `${name}  ${bar}  ${left === null ? '' : `${timeLeft(left)}  `}${done}`,
  whole: '전체',
  progress: ({ done, runs, searching }) => `실행 ${runs}개 중 ${done}개${searching ? ', 학습률 탐색 중' : ''}`,
  searched({ activation, best, tried, loss, remark }) {
    const odd = { 'no-difference': ', 학습률에 따른 차이 없음', 'at-edge': ', 탐색 범위의 끝' };
    return `${activation}: 학습률 ${best}, ${tried}개를 시도(검증 손실 ${significant(loss)}${remark === null ? '' : odd[remark]})`;
  },
  ran({ name, epochs, scores, seconds }) {
    const parts = scores.map(
      ({ set, loss, accuracy }) => `${terms.sets[set]} ${significant(loss)} ${percent(accuracy)}`,
    );
    return [`${name}: ${epochs}에포크`, ...parts, duration(seconds)].join('   ');
  },
  diverged: ({ name, step, lr }) => `${name}: 학습률 ${lr}, ${step}번째 스텝에서 발산`,
  leftBehind({ interrupted, left }) {
    const what = interrupted ? '중단되었습니다' : '끝까지 하지 못했습니다';
    if (left === null) return `${what}. 온전한 실행은 아직 없습니다.`;
    return `${what}. 실행 ${left.runs}개 중 ${left.done}개가 온전하며 ${left.folder}에 있습니다. 이어서 하기: gradlens resume ${left.folder}`;
  },
  complete: (folder) => `${topic(folder)} 온전하여 이어서 할 것이 없습니다.`,
  noInterval:
    '시드 하나로는 95% 구간을 구할 수 없습니다. 실행마다 우연히 얼마나 달라지는지 알 수 없으므로 --seeds 3 이상을 지정하세요.',
  title: ({ seeds, epochs, activations }) =>
    `${seeds === 1 ? '각각 1회 실행' : `각각 ${seeds}회 실행의 중앙값`}, ${epochs}에포크, 활성화 함수 ${activations}개`,
  rows: {
    range: '최소~최대',
    interval: '95% 구간',
    epochsTo: (goal) => `${Math.round(100 * goal)}% 도달 에포크`,
    areaUnderLoss: '손실 곡선 아래 넓이',
    gradientAtStart: '남은 기울기(시작)',
    gradientAtEnd: '남은 기울기(끝)',
    saturated: '포화',
    off: '꺼짐',
    dead: '죽은 유닛',
    samplesPerSecond: '초당 표본 수',
  },
  never: '도달 못 함',
  reachedOnly: ({ median, reached, of }) => `${median ?? NONE} (${of}개 중 ${reached}개)`,
  gradientLeft: '남은 기울기: 마지막 은닉층의 기울기에 견주어 첫 은닉층까지 전달된 비율입니다(dL/dz의 제곱평균제곱근).',
  ownInits: '활성화 함수마다 가중치 초기화가 다릅니다. 모두 같게 하려면: --fix init=glorot-uniform',
  heldSame: (names) => `모두 같게 고정한 설정: ${names.join(', ')}`,
  lossByEpoch: ({ seeds }) => (seeds > 1 ? '에포크별 훈련 손실, 시드의 중앙값' : '에포크별 훈련 손실'),
  verdicts: '실행 결과가 말해 주는 것',
  search: {
    title: ({ epochs, seed }) => `학습률 탐색: 시드 ${seed}, ${epochs}에포크 후의 검증 손실로 비교`,
    best: '최적',
    curve: '곡선',
    tried: '학습률: 손실',
    diverged: '발산',
    noDifference: (activation) => `${activation}: 학습률에 따른 차이가 없어 평소의 학습률을 선택했습니다.`,
    atEdge: (activation, best) =>
      `${activation}: ${topic(String(best))} 탐색 범위의 끝에 있습니다. 범위 밖에 더 좋은 학습률이 있을 수 있습니다.`,
    tie: (share) =>
      `차이가 ${100 * share}% 이내인 손실은 같은 것으로 보고, 그중 평소의 학습률에 가장 가까운 것을 선택합니다.`,
  },
  closing({ runs, trials, seconds, threads, busy, folder, report }) {
    const short = trials > 0 ? `(학습률 탐색용 짧은 실행 ${count(trials)}개 별도)` : '';
    return [
      `실행 ${count(runs)}개${short}, ${duration(seconds)}, 스레드 ${count(threads)}개 가동률 ${percent(busy)}.`,
      `실행 폴더: ${folder}`,
      `다시 실행하기: gradlens compare --config ${folder}/compare.json`,
      `그래프가 있는 보고서(브라우저로 열기): ${report}`,
    ].join('\n');
  },
};
