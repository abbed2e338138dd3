import { UserError } from '../../util/user-error.ts';
import { emptyLike, type Values } from '../values.ts';
import type { DataNote } from './notes.ts';
import type { Samples } from './samples.ts';
import { rangeOf, type Shades } from './shades.ts';

/** What samples must be like, to be used with others: those that a network was trained on. */
export interface Form extends Pick<Samples, 'features' | 'shape' | 'shades' | 'columns'> {
  /** Who they are, for messages: `the training set`. */
  readonly whose: string;
}

/**
 * Samples in the form of others: columns in the same order, pixels between the same black and white. What is changed for
 * it is noted.
 * @throws UserError where they cannot be brought into it
 */
export function inFormOf(samples: Samples, form: Form): Samples {
  const ordered = inOrderOf(samples, form);
  if (form.shape && ordered.shape && form.shape.join() !== ordered.shape.join()) {
    throw new UserError({
      rule: `${samples.path} must hold images of ${form.shape.join(' x ')} pixels, as ${form.whose} does`,
      received: ordered.shape.join(' x '),
      fix: 'take both from the same data set',
    });
  }
  if (ordered.features !== form.features) {
    throw new UserError({
      rule: `${samples.path} must have ${form.features} values per sample, as ${form.whose} has`,
      received: ordered.features,
      fix: 'take both from the same data set',
    });
  }
  return form.shades ? withShades(ordered, form.shades) : ordered;
}

/** Columns by their names, where both have some. */
function inOrderOf(samples: Samples, { columns: wanted, whose }: Form): Samples {
  const { columns, path, count, features } = samples;
  if (!wanted || !columns || wanted.join('\n') === columns.join('\n')) return samples;
  const missing = wanted.filter((name) => !columns.includes(name));
  const foreign = columns.filter((name) => !wanted.includes(name));
  if (missing.length > 0 || foreign.length > 0 || wanted.length !== columns.length) {
    const parts = [
      ...(missing.length > 0 ? [`without ${missing.slice(0, 8).join(', ')}`] : []),
      ...(foreign.length > 0 ? [`with ${foreign.slice(0, 8).join(', ')} besides`] : []),
    ];
    throw new UserError({
      rule: `${path} must have the columns of ${whose}: ${wanted.slice(0, 20).join(', ')}${wanted.length > 20 ? ', ...' : ''}`,
      received: parts.join(', ') || `${columns.length} columns`,
      fix: 'take both from the same data set',
    });
  }
  const places = wanted.map((name) => columns.indexOf(name));
  const values = emptyLike(samples.values, samples.values.length);
  for (let at = 0; at < count * features; at += features) {
    for (let k = 0; k < features; k++) values[at + k] = samples.values[at + places[k]];
  }
  const notes: DataNote[] = [...samples.notes, { kind: 'columns-in-another-order', file: path }];
  return { ...samples, values, columns: wanted, notes };
}

/** Pixels between other blacks and whites, brought to those. @throws UserError for values that are no such pixels */
function withShades(samples: Samples, to: Shades): Samples {
  const { path, values } = samples;
  const [black, white] = to;
  const { least, most } = rangeOf(values);
  // Shares of 1 beside bytes are seen by what comes with them: a black image is black in both.
  const from = samples.shades ?? to;
  const inside = least >= black && most <= white;
  if (inside && (from[1] === white || most > 1 || most === least)) return { ...samples, shades: to };
  if (!samples.shades) {
    throw new UserError({
      rule: `${path} must hold pixels in ${black}..${white}, as the data of the training`,
      received: `values in ${least}..${most}`,
      fix: 'bring them to that range first',
    });
  }
  const factor = (white - black) / (from[1] - from[0]);
  const converted: Values = Float64Array.from(values, (value) => black + (value - from[0]) * factor);
  const notes: DataNote[] = [...samples.notes, { kind: 'shades-converted', file: path, from, to }];
  return { ...samples, values: converted, shades: to, notes };
}
