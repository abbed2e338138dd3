import { holdOutNames } from '../../dataset/divide.ts';
import { labelColumns } from '../../dataset/label-column.ts';
import { parseScale, scaleNames } from '../../dataset/scale.ts';
import { checked, flag, number, oneOf, optional, whole } from '../kinds.ts';
import { grouped } from '../setting.ts';

/** What is learned from, and how much of it is held out. */
export const data = grouped('data', {
  data: checked(
    {
      title: 'data',
      meaning: 'mnist10k (embedded), a folder with IDX files, or a table such as train.csv',
      default: 'mnist10k',
      placeholder: 'source',
      essential: true,
    },
    () => undefined,
  ),
  test: optional(
    checked(
      {
        title: 'test data',
        meaning: 'samples to test with, from a source of their own (default: those of the data)',
        default: 'test.csv',
        placeholder: 'source',
      },
      () => undefined,
    ),
  ),
  labelColumn: checked(
    {
      title: 'column of labels',
      meaning: `where a table has its labels: ${labelColumns.join(', ')}, or the column's name or number`,
      default: 'auto',
      placeholder: 'place',
      control: { kind: 'choice', names: labelColumns, more: 'name or number of a column' },
    },
    () => undefined,
  ),
  transpose: optional(
    flag({
      title: 'transposed images',
      meaning: "exchange rows and columns of images (default: of EMNIST's own files)",
      default: false,
    }),
  ),
  trainSize: optional(
    whole(
      { title: 'training samples', meaning: 'use the first n training samples', default: 1000, placeholder: 'n' },
      1,
    ),
  ),
  validation: number(
    {
      title: 'validation samples',
      meaning: 'hold out n training samples, or that fraction',
      default: 0,
      placeholder: 'n',
      example: '0.1',
      essential: true,
      usual: [0, 0.5],
    },
    { least: 0 },
    'a whole number of samples, or a fraction below 1',
    (value) => value < 1 || Number.isSafeInteger(value),
  ),
  holdOut: oneOf(
    {
      title: 'held out',
      meaning: 'what is held out for validation: the last training samples, or random ones',
      default: 'last',
      placeholder: 'which',
    },
    holdOutNames,
  ),
  scale: checked(
    {
      title: 'scale of inputs',
      meaning: 'how pixels become inputs',
      default: 'auto',
      placeholder: 'how',
      control: { kind: 'choice', names: scaleNames, more: 'or standardize:MEAN,DEVIATION' },
    },
    parseScale,
  ),
});
