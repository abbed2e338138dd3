import { message, setting } from '../../util/message.ts';
import { randomSource } from '../../util/random.ts';
import { UserError } from '../../util/user-error.ts';
import type { Samples } from '../samples/samples.ts';
import { shapes } from './shapes.ts';

/** The data sets that are made by formula. */
export const shapeNames: readonly string[] = Object.keys(shapes);

const USUAL_SAMPLES = 500;
const MOST_SAMPLES = 1_000_000;
const MOST_NOISE = 10;

/** Whether a source names a data set by formula: `moons`, `spirals:1000,0.1,7`. */
export const isShape = (spec: string) => Object.hasOwn(shapes, spec.split(':', 1)[0]);

/**
 * A data set of two inputs: NAME[:samples,noise,seed], the same for the same text. Classes take turns.
 * @throws UserError for numbers that it does not take
 */
export function shapeSamples(spec: string): Samples {
  const [name, ...rest] = spec.split(':');
  const shape = shapes[name];
  const given = rest.length === 0 ? [] : rest.join(':').split(',');
  const numbers = given.map((text) => (text.trim() === '' ? Number.NaN : Number(text)));
  const [count = USUAL_SAMPLES, noise = shape.noise, seed = 0] = numbers;
  const isWhole = Number.isSafeInteger(count) && count >= 2 * shape.classes && count <= MOST_SAMPLES;
  if (
    numbers.length > 3 ||
    !isWhole ||
    !(noise >= 0 && noise <= MOST_NOISE) ||
    !(Number.isSafeInteger(seed) && seed >= 0)
  ) {
    throw new UserError({
      rule: message`${setting('data')} by formula is ${name}:samples,noise,seed: ${2 * shape.classes} to ${MOST_SAMPLES} samples, noise in 0..${MOST_NOISE}, a whole seed`,
      received: spec,
      fix: message`for example ${setting('data', `${name}:${USUAL_SAMPLES},${shape.noise},0`)}`,
    });
  }
  const draws = randomSource(seed).stream(`data ${name}`);
  const values = new Float64Array(2 * count);
  const labels = new Uint16Array(count);
  const perClass = Math.ceil(count / shape.classes);
  for (let k = 0; k < count; k++) {
    labels[k] = k % shape.classes;
    const [x1, x2] = shape.point(labels[k], (Math.floor(k / shape.classes) + 0.5) / perClass, draws);
    values[2 * k] = x1 + noise * draws.normal();
    values[2 * k + 1] = x2 + noise * draws.normal();
  }
  // Rows are dealt out along the curves: in order, the end of each would be the test set.
  const order = Uint32Array.from({ length: count }, (_, k) => k);
  draws.shuffle(order);
  return {
    path: name,
    count,
    features: 2,
    values: Float64Array.from({ length: 2 * count }, (_, k) => values[2 * order[k >> 1] + (k & 1)]),
    labels: { values: order.map((k) => labels[k]), where: 'labels' },
    columns: ['x1', 'x2'],
    notes: [],
    place: (sample) => ({ unit: 'row', number: sample }),
  };
}
