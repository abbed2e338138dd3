import { counted } from '../../util/counted.ts';
import { count } from '../numbers.ts';
import type { PlotPhrases } from '../phrases/plots.ts';
import { terms } from './terms.ts';

const titles = {
  loss: 'Loss',
  accuracy: 'Accuracy',
  lr: 'Learning rate',
  'gradient-norm': 'Gradient norm of each layer',
} as const;

/** The title of a metric; what a log has of its own keeps its name. */
const titleOf = (metric: string) => (Object.hasOwn(titles, metric) ? titles[metric as keyof typeof titles] : metric);

/** Charts in a terminal, in English. */
export const plots: PlotPhrases = {
  metrics: { loss: 'loss', accuracy: 'accuracy', lr: 'lr', 'gradient-norm': 'gradient norm' },
  axes: { epoch: 'epoch', step: 'step', seconds: 'seconds' },
  curves: ({ metric, x, smooth, part, run }) =>
    `${titleOf(metric)}${part === null ? '' : ` (${part})`} by ${x}${smooth > 0 ? `, smoothed ${smooth}` : ''}${run === null ? '' : `: ${run}`}`,
  parts: terms.sets,
  logScale: (label) => `${label} (log scale)`,
  nothing: '(no value to draw)',
  gaps: ({ count: n, log }) =>
    n === 1
      ? `Left out: 1 value that is not finite${log ? ' or not above 0' : ''}.`
      : `Left out: ${count(n)} values that are not finite${log ? ' or not above 0' : ''}.`,
  meanOf: (values) => `Each point drawn is the mean of about ${count(values)} values.`,
  noValues: (label) => `${label} (no values)`,
  functions: 'The functions',
  derivatives: 'Their derivatives, by which backpropagation multiplies',
  boundary: ({ samples }) =>
    `Decision boundary: shades are answers, marks are ${counted(samples, 'sample')} of the test set`,
  following: ({ open, all, waiting }) =>
    [
      `following ${open} of ${all}`,
      ...(waiting.length > 0 ? [`waiting for ${waiting.join(', ')}`] : []),
      'q ends',
    ].join('; '),
  waitingFor: (label) => `waiting for ${label}`,
  begunAnew: 'The log was begun anew.',
  leftOut: (label, what) => `${label}, left out: ${what}`,
  notLogged: ({ label, metric, x }) => `${label} has no ${metric} by ${x}`,
};
