import type { GradientFacts, SpreadFacts, VanishingFacts } from '../../training/diagnosis/rules/depth.ts';
import type { HighRateFacts } from '../../training/diagnosis/rules/learning-rate.ts';
import { digits, oneIn, percents } from '../numbers.ts';
import type { DiagnosisPhrases } from '../phrases/diagnosis.ts';
import { sentences } from '../sentences.ts';
import type { Spelling } from '../spelling.ts';
import { courseFindings } from './findings-course.ts';
import { dataFindings } from './findings-data.ts';
import { by, object } from './particles.ts';
import { adviceIn } from './remedies.ts';

/** What a diagnosis says, in Korean. */
export function diagnosis(spelling: Spelling): DiagnosisPhrases {
  const advice = adviceIn(spelling);
  const { tryThem } = advice;
  return {
    title: '진단',
    severities: { problem: '문제', warning: '주의', note: '참고' },
    healthy:
      '눈에 띄는 문제가 없습니다. 기울기, 유닛, 학습률, 적합 상태가 모두 양호해 보이고 정확도도 이 데이터에서 기대할 만한 수준입니다.',
    source: (source) => `출처: ${source}`,
    findings: {
      ...dataFindings(advice),
      ...courseFindings(advice),
      'vanishing-gradient': (facts) =>
        facts.over
          ? { text: vanishedBefore(facts), advice: `학습을 더 빨리 시작하게 하려면 ${tryThem(facts.remedies)}` }
          : { text: sentences(vanishes(facts), causeOf(facts)), advice: tryThem(facts.remedies) },
      'exploding-gradient': (facts) => ({
        text: facts.over
          ? `학습 전에는 1층의 기울기가 ${multiple(facts)}였지만, 학습이 끝날 무렵에는 해소되었습니다.`
          : `1층의 기울기가 ${multiple(facts)}입니다.`,
        advice: tryThem(facts.remedies),
      }),
      'variance-collapse': (facts) => ({
        text: facts.over
          ? `학습 전에는 ${spread(facts)} 줄어들었지만, 학습이 끝날 무렵에는 해소되었습니다.`
          : `신호가 사라집니다. ${spread(facts)} 줄어듭니다.`,
        advice: tryThem(facts.remedies),
      }),
      saturation: ({ layer, share, activation, early, growth, remedies }) => ({
        text: sentences(
          early
            ? `${layer}층 값의 ${percents(share)}%가 ${activation}의 평평한 구간에 있으며, 학습 전부터 그랬습니다.`
            : `${layer}층 값의 ${percents(share)}%가 ${activation}의 평평한 구간에 있습니다.`,
          grown(growth),
        ),
        advice: tryThem(remedies),
      }),
      'dead-units': ({ layer, dead, units, growth, remedies }) => ({
        text: sentences(
          `${layer}층 유닛의 ${percents(dead / units)}%(${units}개 중 ${dead}개)가 죽어 있습니다. 점검용 배치의 어떤 표본도 이 유닛으로 기울기를 전달하지 못합니다.`,
          grown(growth),
        ),
        advice: tryThem(remedies),
      }),
      'learning-rate-too-high': (facts) => ({ text: tooHigh(facts), advice: tryThem(facts.remedies) }),
      'learning-rate-too-low': ({ ratio, remedies }) => ({
        text: `살펴본 갱신 가운데 어느 것도 층의 가중치를 그 크기의 ${percents(ratio)}%보다 많이 바꾸지 못했습니다. 0.1% 정도가 적당합니다.`,
        advice: tryThem(remedies),
      }),
      'chance-level': ({ epochs, accuracy, chance, remedies }) => ({
        text: `${epochs}에포크가 지났지만 훈련 표본의 ${percents(accuracy)}%만 맞힙니다. 무작위로 찍어도 ${percents(chance)}%는 맞습니다.`,
        advice: `원인은 다른 진단 결과를 참고하고, 다른 결과가 없으면 ${tryThem(remedies)}`,
      }),
      'over-fitting': ({ set, epoch, best, rise, trainThen, trainNow, remedies }) => ({
        text: `${setNames[set]} 손실은 ${epoch}에포크에서 ${by(digits(best))} 가장 낮았고 지금은 그보다 ${percents(rise)}% 이상 높습니다. 그동안 훈련 손실은 ${digits(trainThen)}에서 ${by(digits(trainNow))} 줄었습니다. 과적합입니다.`,
        advice: tryThem(remedies),
      }),
    },
  };
}

const setNames = { validation: '검증', test: '테스트' } as const;

const vanishes = ({ total, perLayer, last }: GradientFacts): string =>
  total === 0
    ? `1층에는 ${last}층의 기울기가 전혀 전달되지 않습니다.`
    : `1층이 받는 기울기는 ${last}층의 ${oneIn(total)}에 불과합니다(층마다 ${digits(perLayer)}배).`;

const vanishedBefore = ({ total, perLayer, last }: GradientFacts): string =>
  total === 0
    ? `학습 전에는 1층에 ${last}층의 기울기가 전혀 전달되지 않았지만, 학습이 끝날 무렵에는 해소되었습니다.`
    : `학습 전에는 1층이 받는 기울기가 ${last}층의 ${oneIn(total)}에 불과했지만(층마다 ${digits(perLayer)}배), 학습이 끝날 무렵에는 해소되었습니다.`;

/** '5층의 82배(층마다 3배)' */
const multiple = ({ total, perLayer, last }: GradientFacts): string =>
  `${last}층의 ${digits(total)}배(층마다 ${digits(perLayer)}배)`;

/** '출력의 표준편차가 1층의 0.6에서 5층의 0.01로' */
const spread = ({ firstSpread, lastSpread, last }: SpreadFacts): string =>
  `출력의 표준편차가 1층의 ${digits(firstSpread)}에서 ${last}층의 ${by(digits(lastSpread))}`;

function causeOf({ cause, activation }: VanishingFacts): string | null {
  if (cause === null) return null;
  return cause.kind === 'flat'
    ? `어떤 층에서는 값의 ${percents(cause.share)}%가 ${activation}의 평평한 구간에 있습니다.`
    : `${activation}의 미분값은 ${object(digits(cause.steepest))} 넘지 못하는데, 층을 지날 때마다 이 값과 가중치가 곱해집니다.`;
}

function tooHigh(facts: HighRateFacts): string {
  switch (facts.sign) {
    case 'lost':
      return `${facts.lr === null ? '' : `학습률 ${facts.lr}에서 `}${facts.step}번째 스텝에 손실이 발산했습니다.`;
    case 'update':
      return `마지막 갱신이 ${facts.layer}층의 가중치를 그 크기의 ${percents(facts.ratio)}%만큼 바꾸었습니다. 0.1% 정도가 적당합니다.`;
    case 'rise':
      return `훈련 손실이 커지고 있습니다. 첫 에포크에는 ${digits(facts.first)}, 마지막 에포크에는 ${digits(facts.last)}입니다.`;
  }
}

const grown = (growth: number | null): string | null =>
  growth === null ? null : `이 층의 가중치는 처음의 ${digits(growth)}배로 커졌습니다.`;
