import type { HeldOutSet } from '../../training/diagnosis/course.ts';
import type { InputScaleFacts, InvertedFacts } from '../../training/diagnosis/rules/inputs.ts';
import type { ClassMissingFacts, LabelsFacts } from '../../training/diagnosis/rules/labels.ts';
import { digits, percents, ranges } from '../numbers.ts';
import type { FindingPhrases } from '../phrases/diagnosis.ts';
import { sentences } from '../sentences.ts';
import type { Advice } from './remedies.ts';

type DataRule =
  | 'input-scale'
  | 'inverted-images'
  | 'inputs-differ'
  | 'one-class-validation'
  | 'class-missing'
  | 'sorted-data-without-shuffle'
  | 'labels-do-not-match';

const setNames: Readonly<Record<HeldOutSet, string>> = { validation: '검증', test: '테스트' };

/** What is said of data that training cannot work with, in Korean. */
export function dataFindings({ tryThem }: Advice): Pick<FindingPhrases, DataRule> {
  return {
    'input-scale': (facts) => ({ text: inputScale(facts), advice: tryThem(facts.remedies) }),
    'inverted-images': (facts) => ({ text: inverted(facts), advice: tryThem(facts.remedies) }),
    'inputs-differ': ({ set, trainMean, trainDeviation, mean, deviation, remedies }) => ({
      text: `${setNames[set]} 입력은 훈련 입력과 성격이 다릅니다. ${setNames[set]} 입력의 평균은 ${digits(mean)}, 표준편차는 ${digits(deviation)}이고 훈련 입력은 각각 ${digits(trainMean)}, ${digits(trainDeviation)}입니다. 여기서 잰 값으로는 학습이 잘되었는지 알기 어렵습니다.`,
      advice: tryThem(remedies),
    }),
    'one-class-validation': ({ set, class: only, share, of, remedies }) => ({
      text: `${setNames[set]} 표본${share === 1 ? '이 모두' : `의 ${percents(share)}%가`} 전체 ${of}개 클래스 중 ${only}번 클래스입니다. 데이터가 클래스순으로 정렬되어 있어서 다른 클래스에 대해서는 아무것도 알 수 없습니다.`,
      advice: tryThem(remedies),
    }),
    'class-missing': (facts) => ({ text: missing(facts), advice: tryThem(facts.remedies) }),
    'sorted-data-without-shuffle': ({ mixed, batchSize, remedies }) => ({
      text: `훈련 표본이 클래스순으로 정렬된 채 그 순서대로 쓰였습니다. 이웃한 표본의 클래스가 다른 경우가 무작위 순서일 때의 ${digits(mixed)}배뿐이어서, 크기 ${batchSize}의 배치에는 거의 한 클래스만 들어 있고 배운 것을 다음 배치에서 잊어버립니다.`,
      advice: tryThem(remedies),
    }),
    'labels-do-not-match': (facts) => ({ text: labels(facts), advice: tryThem(facts.remedies) }),
  };
}

function inputScale(facts: InputScaleFacts): string {
  switch (facts.kind) {
    case 'constant':
      return '모든 훈련 표본이 똑같습니다. 입력에서 배울 것이 없습니다.';
    case 'empty':
      return `전체 화소의 ${(100 * facts.zeros).toFixed(1)}%가 0이어서 획이 거의 남아 있지 않습니다. 숫자 이미지에서는 81% 정도입니다. 정수 나눗셈을 하면 이렇게 됩니다.`;
    case 'large':
      return `입력의 크기(제곱평균제곱근)가 ${digits(facts.size)}이고 값은 ${digits(facts.min)}에서 ${digits(facts.max)}까지입니다. 1 정도가 적당합니다. 입력이 크면 순입력과 갱신도 함께 커집니다.`;
    case 'small':
      return `입력의 크기(제곱평균제곱근)가 ${digits(facts.size)}이고 값은 ${digits(facts.min)}에서 ${digits(facts.max)}까지입니다. 1 정도가 적당합니다. 첫 층에 전달되는 신호가 거의 없습니다.`;
  }
}

function inverted({ border, inside, mean, unlike }: InvertedFacts): string {
  const shown = `테두리는 흰색의 ${percents(border)}%, 안쪽은 ${percents(inside)}%`;
  return unlike.length > 0
    ? `훈련 이미지와 ${unlike.map((set) => setNames[set]).join('·')} 이미지의 명암이 서로 반대입니다. 한쪽은 밝은 바탕에 어두운 글씨(${shown})이고 다른 쪽은 어두운 바탕에 밝은 글씨입니다.`
    : `밝은 바탕에 어두운 글씨로 된 이미지입니다(${shown}). 그래서 입력이 대부분 크고(평균 ${digits(mean)}) 정작 획이 있는 곳의 입력은 작습니다.`;
}

function missing({ set, classes, share }: ClassMissingFacts): string {
  const which = `${ranges(classes)}번 클래스`;
  return set === 'train'
    ? `훈련 표본에 ${which}가 하나도 없는데 다른 표본의 ${percents(share)}%가 그 클래스입니다. 이 표본들은 맞힐 수 없습니다.`
    : `${setNames[set]} 표본에 ${which}가 하나도 없는데 훈련 표본의 ${percents(share)}%가 그 클래스입니다. 이 클래스를 얼마나 잘 맞히는지 잴 수 없습니다.`;
}

function labels({ set, trained, accuracy, guess, neighbourTrain, neighbour }: LabelsFacts): string {
  const guessing = `무작위로 찍어도 ${percents(guess)}%는 맞습니다`;
  if (set === 'train') {
    return `이 신경망도(${percents(accuracy ?? 0)}%) 최근접 이웃도(${percents(neighbour ?? 0)}%) 훈련 표본의 클래스를 구별하지 못합니다. ${guessing}. 레이블이 다른 표본의 것이거나, 입력에 레이블에 관한 정보가 없을 수 있습니다.`;
  }
  const near =
    neighbourTrain === null || neighbour === null
      ? null
      : `신경망과 무관한 최근접 이웃은 각각 ${percents(neighbourTrain)}%, ${percents(neighbour)}%를 맞힙니다.`;
  const own =
    trained === null || accuracy === null
      ? `${setNames[set]} 레이블이 훈련 데이터의 레이블과 맞지 않습니다. ${guessing}.`
      : `훈련 표본은 ${percents(trained)}%를 맞히지만 ${setNames[set]} 표본은 ${percents(accuracy)}%만 맞힙니다. ${guessing}.`;
  return sentences(own, near, '둘 중 한쪽의 레이블이 그 표본의 것이 아니거나 번호가 다르게 매겨져 있습니다.');
}
