import { count, rounded } from '../numbers.ts';
import type { ComparedFigure, Lead, OneSeed, PValue, VerdictPhrases } from '../phrases/verdicts.ts';
import { and, subject, topic } from './particles.ts';

/** What a comparison says, in Korean. */
export const verdicts: VerdictPhrases = {
  'no-pairs': ({ figure, better, than }) =>
    `${and(better)} ${than} 모두 ${subject(nameOf(figure))} 있는 시드가 없습니다`,
  tied: ({ figure, better, than, has, pairs }) => `${tie(figure, better, than, has, pairs)}(${every(pairs)})`,
  'one-seed': ({ samples = null, ...lead }) =>
    `${claim(lead)}. ${samples ? onSamples(samples) : '시드가 하나씩뿐이어서 시드에 따라 얼마나 달라지는지는 알 수 없습니다'}`,
  shown: (lead) => claim(lead, pText(lead)),
  'too-few': (lead) =>
    `${claim(lead)}. 시드 ${lead.pairs}개로는 우연을 배제할 수 없습니다(${pText(lead)}, 시드 ${lead.enough}개면 가능)`,
  'not-shown': ({ figure, better, than, pairs, atBest, ...p }) =>
    `시드 ${pairs}개로는 ${and(better)} ${than} 사이에 ${nameOf(figure)}의 차이가 드러나지 않습니다(${atBest ? '가장 유리한 경우에도 ' : ''}${pText(p)})`,
};

/** Which chance is ruled out, and which is not. */
function onSamples({ count: n, interval: [low, high], p }: NonNullable<OneSeed['samples']>): string {
  const range = `가장 넓게 잡은 95% 신뢰구간 ${rounded(100 * low, 1)}~${rounded(100 * high, 1)}%포인트, 맥니머 검정`;
  return p <= 0.05
    ? `이 테스트 표본 ${count(n)}개에서 우연으로 볼 수 없는 차이입니다(${range}). 시드에 따라 얼마나 달라지는지는 알 수 없습니다`
    : `이 테스트 표본 ${count(n)}개로는 우연일 수 있는 차이이고(${range}), 시드에 따라 얼마나 달라지는지도 알 수 없습니다`;
}

const reach = (goal: number) => `${Number((100 * goal).toPrecision(4))}%`;

function nameOf(figure: ComparedFigure): string {
  if (figure.kind === 'epochsTo') return `${reach(figure.goal)} 도달 에포크`;
  return figure.kind === 'testAccuracy' ? '테스트 정확도' : '훈련 손실';
}

/** 'relu가 tanh보다 2.1에포크 먼저 95%에 도달합니다(시드 5개 모두)', with what else belongs into the brackets. */
function claim(lead: Lead, ...notes: string[]): string {
  const [text, note] = lead.size === null ? absent(lead) : [ahead(lead, lead.size), won(lead)];
  const inside = [note, ...notes].filter(Boolean).join(', ');
  return inside ? `${text}(${inside})` : text;
}

function ahead({ figure, better, than }: Lead, size: number): string {
  switch (figure.kind) {
    case 'epochsTo':
      return size > 0
        ? `${subject(better)} ${than}보다 ${rounded(size, 1)}에포크 먼저 ${reach(figure.goal)}에 도달합니다`
        : `${subject(better)} ${than}보다 먼저 ${reach(figure.goal)}에 도달합니다`;
    case 'testAccuracy':
      if (size > 0 && 100 * size < 0.005)
        return `${better}의 최종 테스트 정확도가 ${than}보다 높지만 차이가 0.01%포인트에 못 미칩니다`;
      return size > 0
        ? `${better}의 최종 테스트 정확도가 ${than}보다 ${rounded(100 * size, 2)}%포인트 높습니다`
        : `${better}의 최종 테스트 정확도가 ${than}보다 높습니다`;
    case 'areaUnderLoss':
      return size > 0
        ? `${better}의 에포크 평균 훈련 손실이 ${than}보다 ${Number(size.toPrecision(2))}만큼 낮습니다`
        : `${better}의 에포크 평균 훈련 손실이 ${than}보다 낮습니다`;
  }
}

/** The difference where it has no size, and what else is known of it. */
function absent({ figure, better, than, pairs, betterHas, thanHas }: Lead): [text: string, note: string] {
  if (figure.kind !== 'epochsTo')
    return [
      `${topic(than)} 시드 ${pairs}개 중 ${pairs - thanHas}개에서 발산하고 ${topic(better)} ${pairs - betterHas}개에서 발산합니다`,
      '',
    ];
  const goal = reach(figure.goal);
  return thanHas === 0
    ? [
        `${topic(than)} ${goal}에 한 번도 도달하지 못하지만(시드 ${pairs}개 중 0개) ${topic(better)} 도달합니다`,
        `${pairs}개 중 ${betterHas}개`,
      ]
    : [
        `${topic(than)} 시드 ${pairs}개 중 ${thanHas}개에서, ${topic(better)} ${betterHas}개에서 ${goal}에 도달합니다`,
        '',
      ];
}

function tie(figure: ComparedFigure, a: string, b: string, has: number, pairs: number): string {
  const both = `${and(a)} ${b}`;
  switch (figure.kind) {
    case 'epochsTo':
      if (has === 0) return `${both} 모두 ${reach(figure.goal)}에 도달하지 못합니다`;
      return has < pairs
        ? `${topic(both)} 같은 에포크에 ${reach(figure.goal)}에 도달하거나 둘 다 도달하지 못합니다`
        : `${topic(both)} 같은 에포크에 ${reach(figure.goal)}에 도달합니다`;
    case 'testAccuracy':
      if (has === 0) return `${both} 모두 발산합니다`;
      return has < pairs
        ? `${topic(both)} 최종 테스트 정확도가 같거나 둘 다 발산합니다`
        : `${topic(both)} 최종 테스트 정확도가 같습니다`;
    case 'areaUnderLoss':
      if (has === 0) return `${both} 모두 발산합니다`;
      return has < pairs
        ? `${topic(both)} 에포크 평균 훈련 손실이 같거나 둘 다 발산합니다`
        : `${topic(both)} 에포크 평균 훈련 손실이 같습니다`;
  }
}

function won({ wins, losses, pairs }: Lead): string {
  if (wins === pairs) return every(pairs);
  const tied = pairs - wins - losses;
  return `시드 ${pairs}개 중 ${wins}개${tied > 0 ? `, 동률 ${tied}개` : ''}`;
}

const every = (pairs: number): string => (pairs === 1 ? '시드 1개' : `시드 ${pairs}개 모두`);

/** p in three digits; where it was corrected, for how many tests. */
function pText({ p, tests }: PValue): string {
  const value = p < 0.0005 ? 'p < 0.001' : `p = ${Number(p.toPrecision(3))}`;
  return tests > 1 ? `${value}, 검정 ${tests}회에 대해 보정` : value;
}
