import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { append, largest, smallest } from '../src/util/any-length.ts';
import { spreadsIn } from './support/spreads.ts';

const src = fileURLToPath(new URL('../src', import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.includes('assembly'))
  .map((file) => file.replaceAll('\\', '/'));

/** Calls whose lists have a length that no input changes, by the beginning of the file's path. */
const bounded: readonly { readonly at: string; readonly callee?: string; readonly because: string }[] = [
  {
    at: 'expression/',
    because: 'arguments of one operation: three at most, or few in a formula, whose size is bounded',
  },
  { at: 'kernels/wasm/', because: 'arguments of one routine' },
  { at: 'formats/onnx/formula-recipe.ts', callee: 'step', because: 'inputs of one operation' },
  { at: 'charts/graphics/boundary-svg.ts', callee: 'mark', because: 'a point' },
  { at: '', callee: 'resolveSettings', because: 'sources of settings: preset, file, command line' },
  { at: 'cli/commands/compare/', callee: 'resolvePlan', because: 'the same' },
  { at: 'cli/commands/', callee: 'chosenIn', because: 'the same' },
];
const isBounded = (file: string, callee: string) =>
  bounded.some((one) => file.startsWith(one.at) && (one.callee ?? callee) === callee);

it('no call in src takes a list of any length as its arguments: src/util/any-length.ts has what to take instead', () => {
  const found = files.flatMap((file) =>
    spreadsIn(file, readFileSync(join(src, file), 'utf8'))
      .filter(({ callee }) => !isBounded(file, callee))
      .map(({ line, callee }) => `src/${file}:${line} ${callee}(...)`),
  );
  expect(found).toEqual([]);
});

describe('the search for such calls', () => {
  it.each([
    ['Math.max(...values)', 'Math.max'],
    ['list.push(1, ...(await more()))', 'list.push'],
    ['message(...list.map((one) => f(one)))', 'message'],
    ['new Date(...parts)', 'Date'],
    ['f(...[...list])', 'f'],
  ])('finds %s', (code, callee) => {
    expect(spreadsIn('x.ts', code)).toEqual([{ line: 1, callee }]);
  });

  it.each(['f([...list])', 'f({ ...options })', 'f(...(last ? [last] : []), 1)'])('lets %s pass', (code) => {
    expect(spreadsIn('x.ts', code)).toEqual([]);
  });
});

describe('lists of a million', () => {
  const million = Float64Array.from({ length: 1e6 }, (_, k) => Math.sin(k));

  it('have a largest and a smallest number', () => {
    expect(largest(million)).toBeCloseTo(1, 10);
    expect(smallest(million)).toBeCloseTo(-1, 10);
    expect([largest([]), smallest([]), largest([1, Number.NaN]), largest([1], 2), smallest([3], 2)]).toEqual([
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.NaN,
      2,
      2,
    ]);
  });

  it('are added to others', () => {
    const list = [7];
    append(list, million);
    expect([list.length, list[0], list[1e6]]).toEqual([1e6 + 1, 7, million[1e6 - 1]]);
  });
});
