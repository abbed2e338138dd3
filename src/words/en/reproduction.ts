import { counted } from '../../util/counted.ts';
import { significant } from '../numbers.ts';
import type { ReproductionPhrases } from '../phrases/reproduction.ts';
import { figures } from './figures.ts';

const { percent, duration, timeLeft } = figures;

/** `gradlens reproduce`, in English. */
export const reproduction: ReproductionPhrases = {
  columns: {
    name: 'name',
    shows: 'shows',
    kind: 'kind',
    source: 'source',
    published: 'published',
    measured: 'measured',
    accepted: 'accepted',
    verdict: 'verdict',
  },
  outcomes: { reproduced: 'reproduced', outside: 'outside', 'not measured': 'not measured' },
  kind: ({ kind, long }) => (long ? `${kind}, long` : kind),
  howToMeasure: 'Measure one with `gradlens reproduce NAME`, or all.',
  heading: ({ name, title, place, all }) => `${name}: ${title}${all > 1 ? ` (${place} of ${all})` : ''}`,
  between: (from, to) => `${from} to ${to}`,
  atLeast: (value) => `at least ${value}`,
  atMost: (value) => `at most ${value}`,
  measured: ({ seeds, quick, seconds }) =>
    `Measured: ${seeds > 1 ? `the median of ${seeds} seeds` : 'one seed'}${quick ? ', --quick' : ''}, ${duration(seconds)}.`,
  saved: (files) => `Saved: ${files.join(', ')}`,
  tally(counts) {
    const all = counts.reduce((sum, { count }) => sum + count, 0);
    return `${counted(all, 'figure')}: ${counts.map(({ outcome, count }) => `${count} ${outcome}`).join(', ')}.`;
  },
  interrupted: ({ done, all }) => `Interrupted: ${done} of ${all} are measured and saved.`,
  row: ({ bar, left, name, what }) => `${bar}  ${left === null ? '' : `${timeLeft(left)} of ${name}  `}${what}`,
  beginning: 'beginning',
  progress: ({ done, all }) => `${done} of ${all} trainings`,
  ran({ name, epochs, trainLoss, trainAccuracy, validationAccuracy, testAccuracy, seconds }) {
    const held = validationAccuracy === null ? [] : [`validation ${percent(validationAccuracy)}`];
    return [
      `${name}: ${counted(epochs, 'epoch')}`,
      `train ${significant(trainLoss)} ${percent(trainAccuracy)}`,
      ...held,
      `test ${percent(testAccuracy)}`,
      duration(seconds),
    ].join('   ');
  },
  diverged: (name, step) => `${name}: diverged at step ${step}`,
};
