import { significant } from '../numbers.ts';
import type { ReproductionPhrases } from '../phrases/reproduction.ts';
import { figures } from './figures.ts';

const { percent, duration, timeLeft } = figures;

const outcomes = { reproduced: '재현됨', outside: '범위 밖', 'not measured': '측정 안 함' } as const;

/** `gradlens reproduce`, in Korean. */
export const reproduction: ReproductionPhrases = {
  columns: {
    name: '이름',
    shows: '내용',
    kind: '종류',
    source: '출처',
    published: '발표된 값',
    measured: '측정값',
    accepted: '허용 범위',
    verdict: '판정',
  },
  outcomes,
  kind: ({ kind, long }) => (long ? `${kind}, 오래 걸림` : kind),
  howToMeasure: '`gradlens reproduce 이름`으로 하나를, `gradlens reproduce all`로 전부를 측정합니다.',
  heading: ({ name, title, place, all }) => `${name}: ${title}${all > 1 ? ` (${all}개 중 ${place}번째)` : ''}`,
  between: (from, to) => `${from} ~ ${to}`,
  atLeast: (value) => `${value} 이상`,
  atMost: (value) => `${value} 이하`,
  measured: ({ seeds, quick, seconds }) =>
    `측정: ${seeds > 1 ? `시드 ${seeds}개의 중앙값` : '시드 1개'}${quick ? ', --quick' : ''}, ${duration(seconds)}.`,
  saved: (files) => `저장함: ${files.join(', ')}`,
  tally(counts) {
    const all = counts.reduce((sum, { count }) => sum + count, 0);
    return `수치 ${all}개: ${counts.map(({ outcome, count }) => `${outcomes[outcome]} ${count}개`).join(', ')}.`;
  },
  interrupted: ({ done, all }) => `중단되었습니다. ${all}개 중 ${done}개를 측정해 저장했습니다.`,
  row: ({ bar, left, name, what }) => `${bar}  ${left === null ? '' : `${name} ${timeLeft(left)}  `}${what}`,
  beginning: '시작하는 중',
  progress: ({ done, all }) => `학습 ${all}개 중 ${done}개`,
  ran({ name, epochs, trainLoss, trainAccuracy, validationAccuracy, testAccuracy, seconds }) {
    const held = validationAccuracy === null ? [] : [`검증 ${percent(validationAccuracy)}`];
    return [
      `${name}: ${epochs}에포크`,
      `훈련 ${significant(trainLoss)} ${percent(trainAccuracy)}`,
      ...held,
      `테스트 ${percent(testAccuracy)}`,
      duration(seconds),
    ].join('   ');
  },
  diverged: (name, step) => `${name}: ${step}번째 스텝에서 발산`,
};
