import type { Collapse } from '../../training/collapse.ts';
import type { DurationFacts } from '../../training/diagnosis/rules/duration.ts';
import type { Doubt } from '../../training/diagnosis/rules/unsettled.ts';
import { count, digits, percents } from '../numbers.ts';
import type { FindingPhrases } from '../phrases/diagnosis.ts';
import { sentences } from '../sentences.ts';
import { by } from './particles.ts';
import type { Advice } from './remedies.ts';

type CourseRule =
  | 'softmax-as-hidden'
  | 'linear-collapse'
  | 'bottleneck'
  | 'output-saturation'
  | 'residual-variance-doubling'
  | 'unlucky-init'
  | 'collapse'
  | 'too-few-updates'
  | 'still-learning'
  | 'memorised'
  | 'under-fitting'
  | 'unsettled';

const setNames = { validation: '검증', test: '테스트' } as const;

/** What is said of a network's form, its start and its end, in Korean. */
export function courseFindings({ tryThem }: Advice): Pick<FindingPhrases, CourseRule> {
  return {
    'softmax-as-hidden': ({ layer, activation, units, remedies }) => ({
      text: `${layer}층의 활성화 함수가 ${activation}입니다. 출력 ${units}개의 합이 항상 같아서 하나가 ${digits(1 / units)} 정도뿐이고, 신호와 기울기가 거의 전달되지 않습니다. 이 함수는 출력층에 쓰는 것입니다.`,
      advice: tryThem(remedies),
    }),
    'linear-collapse': ({ layers, activation, all, accuracy, remedies }) => ({
      text: all
        ? sentences(
            `은닉층에 비선형성이 없어서(${activation}) 모든 층을 합쳐도 행렬 하나와 같습니다. 은닉층이 없는 신경망보다 더 잘 구별할 수 없습니다.`,
            accuracy === null ? null : `최종 정확도는 ${percents(accuracy)}%입니다.`,
          )
        : `${layers.join(', ')}층이 선형입니다(${activation}). 바로 다음 층과 합치면 행렬 하나와 같습니다.`,
      advice: tryThem(remedies),
    }),
    bottleneck: ({ layer, units, classes, reached, allowed, remedies }) => ({
      text: sentences(
        units < classes - 1
          ? `${layer}층의 유닛이 ${units}개뿐인데 클래스는 ${classes}개입니다. 클래스를 구별하려면 유닛이 ${classes - 1}개 이상 필요합니다.`
          : `모든 신호가 지나가야 하는 ${layer}층에 유닛이 ${units}개뿐입니다.`,
        beside(reached, allowed),
      ),
      advice: tryThem(remedies),
    }),
    'output-saturation': ({ head, passes, accuracy, remedies }) => ({
      text: `출력이 틀린 채로 포화되었습니다. ${head}에서는 출력의 미분값이 오차에 곱해지므로 오차의 ${percents(passes)}%만 로짓에 전달됩니다. 지금 ${percents(accuracy)}%를 맞히며 더 배우기는 어렵습니다.`,
      advice: tryThem(remedies),
    }),
    'residual-variance-doubling': ({ firstSpread, lastSpread, last, perLayer, remedies }) => ({
      text: `잔차 연결마다 층의 분산이 입력의 분산에 더해집니다. 학습 전에 이미 층마다 ${digits(perLayer)}배로 커져 표준편차가 1층의 ${digits(firstSpread)}에서 ${last}층의 ${by(digits(lastSpread))} 늘었습니다.`,
      advice: tryThem(remedies),
    }),
    'unlucky-init': ({ layer, dead, units, bias, zero, lasts, remedies }) => ({
      text: sentences(
        zero ? `${layer}층의 가중치가 모두 0에서 시작해서 유닛 ${units}개가 서로 같고 앞으로도 같습니다.` : null,
        zero ? null : `${layer}층의 유닛 ${units}개 중 ${dead}개가 첫 갱신 전부터 죽어 있었습니다.`,
        lasts ? null : '학습이 끝날 무렵에는 해소되었습니다.',
        bias === null ? null : `은닉층의 편향은 ${digits(bias)}에서 시작했습니다.`,
      ),
      advice: remedies.length > 0 ? tryThem(remedies) : '편향을 0에서 시작해 보세요.',
    }),
    collapse: (facts) => ({ text: collapsed(facts), advice: tryThem(facts.remedies) }),
    'too-few-updates': (facts) => ({
      text: `${facts.epochs}에포크 동안 갱신이 ${count(facts.updates)}번뿐이었고 손실은 아직 ${falling(facts)} 줄고 있습니다. 지금까지 ${percents(facts.reached)}%를 맞힙니다.`,
      advice: tryThem(facts.remedies),
    }),
    'still-learning': (facts) => ({
      text: `아직 학습 중입니다. 갱신 ${count(facts.updates)}번 뒤에도 훈련 손실이 ${falling(facts)} 줄고 있으며 지금까지 ${percents(facts.reached)}%를 맞힙니다. 문제가 없는지는 손실이 더 줄지 않을 때 말할 수 있습니다.`,
      advice: `어디까지 가는지 보려면 ${tryThem(facts.remedies)}`,
    }),
    memorised: ({ trained, heldOut, set, samples, remedies }) => ({
      text: `훈련 표본${samples === null ? '은' : ` ${count(samples)}개는`} ${percents(trained)}%를 맞히지만 ${setNames[set]} 표본은 ${percents(heldOut)}%만 맞힙니다. 훈련 데이터를 외운 것입니다.`,
      advice: tryThem(remedies),
    }),
    'under-fitting': ({ reached, allowed, remedies }) => ({
      text: `손실이 더 줄지 않는데 ${percents(reached)}%만 맞힙니다. 훈련 표본 1,000개에서 찾은 최근접 이웃은 ${percents(allowed)}%를 맞힙니다. 다른 규칙이 찾지 못한 무언가가 학습을 막고 있습니다.`,
      advice: tryThem(remedies),
    }),
    unsettled: ({ doubts, reached, remedies }) => ({
      text: sentences(
        reached === null
          ? null
          : `문제를 찾지는 못했지만 ${percents(reached)}%를 맞힌다고 해서 문제가 없다고 할 수는 없습니다.`,
        doubts.map(doubt).join(' '),
      ),
      advice:
        remedies.length > 0 ? tryThem(remedies) : '더 알아보려면 gradlens train으로 처음부터 끝까지 학습해 보세요.',
    }),
  };
}

const falling = ({ perEpoch, perStep, updates, epochs }: DurationFacts): string =>
  updates <= 10 * epochs ? `스텝마다 ${percents(perStep)}%씩` : `에포크마다 ${percents(perEpoch)}%씩`;

function beside(reached: number | null, allowed: number | null): string | null {
  if (reached === null) return null;
  return allowed === null
    ? `정확도는 ${percents(reached)}%에 이르렀습니다.`
    : `정확도는 ${percents(reached)}%에 이르렀고, 최근접 이웃은 훈련 데이터에서 ${percents(allowed)}%를 맞힙니다.`;
}

function collapsed({ sign, layer, share, loss, guessLoss, answered }: Collapse): string {
  const how = {
    dead: `${layer}층 유닛의 ${percents(share)}%가 죽었고`,
    flat: `${layer}층 값의 ${percents(share)}%가 평평한 구간에 있고`,
    wild: `${layer}층의 가중치가 지나치게 커졌고`,
  }[sign];
  const answers = answered === 1 ? ' 무엇을 물어도 같은 답을 합니다.' : '';
  return `신경망이 무너졌습니다. ${how} 손실은 ${digits(loss)}입니다(무작위로 찍으면 ${digits(guessLoss)}).${answers} 갱신이 너무 크면 이렇게 됩니다.`;
}

function doubt(one: Doubt): string {
  switch (one.kind) {
    case 'no-epoch':
      return '끝난 에포크가 없어 아직 아무것도 말할 수 없습니다.';
    case 'no-probes':
      return '층을 살펴보지 않아서 기울기, 유닛, 갱신에 대해서는 알 수 없습니다.';
    case 'no-data':
      return '데이터를 살펴보지 않아서 데이터에 문제가 없는지, 얼마나 맞힐 수 있는지 알 수 없습니다.';
    case 'no-held-out':
      return '따로 떼어 둔 표본이 없어서 다른 표본을 얼마나 맞히는지 알 수 없습니다.';
    case 'one-epoch':
      return '에포크 하나로는 손실이 아직 줄고 있는지 알 수 없습니다.';
    case 'below':
      return `훈련 표본 1,000개에서 찾은 최근접 이웃은 ${percents(one.allowed)}%를 맞히고 이 신경망은 ${percents(one.reached)}%를 맞힙니다.`;
    case 'guessing':
      return `무작위로 찍어도 ${percents(one.guess)}%는 맞습니다. 입력에 레이블에 관한 정보가 거의 없을 수 있습니다.`;
    case 'gap':
      return `훈련 표본은 ${percents(one.trained)}%, ${setNames[one.set]} 표본은 ${percents(one.heldOut)}%를 맞힙니다.`;
  }
}
