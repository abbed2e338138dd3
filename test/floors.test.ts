import { readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { entries, floors as list } from '../scripts/architecture/floors.mjs';
import { circlesOf } from './support/circles.ts';

const floors = list.map(({ name }) => name);

const src = fileURLToPath(new URL('../src', import.meta.url));

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

/** Every import of our own files: who imports what, as paths inside src. */
function imports(): { from: string; to: string }[] {
  return files.flatMap((file) => {
    const text = readFileSync(resolve(src, file), 'utf8');
    return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, target]) => ({
      from: file,
      to: relative(src, resolve(src, dirname(file), target)),
    }));
  });
}

const floorOf = (path: string) => floors.indexOf(path.split(sep)[0]);

describe('the floors of src', () => {
  const all = imports();

  it('are all known', () => {
    const folders = new Set(files.filter((f) => !entries.includes(f)).map((f) => f.split(sep)[0]));
    expect([...folders].filter((folder) => !floors.includes(folder))).toEqual([]);
    expect(all.length).toBeGreaterThan(50);
  });

  it('import only from the same floor or those above', () => {
    const wrong = all.filter(({ from, to }) => !entries.includes(from) && floorOf(to) > floorOf(from));
    expect(wrong).toEqual([]);
  });

  it('are imported by nobody through the entries, which export no cli', () => {
    expect(all.filter(({ from, to }) => entries.includes(to) && !entries.includes(from))).toEqual([]);
    expect(all.filter(({ from, to }) => entries.includes(from) && to.startsWith('cli'))).toEqual([]);
  });

  it('keep kernels free of nn: an engine gets heads and optimizers as objects', () => {
    expect(all.filter(({ from, to }) => from.startsWith('kernels') && to.startsWith('nn'))).toEqual([]);
  });

  it('have no files that import each other in a circle, types included', () => {
    const graph = new Map(files.map((file) => [file, all.filter(({ from }) => from === file).map(({ to }) => to)]));
    expect(circlesOf(graph)).toEqual([]);
  });
});

describe('circles', () => {
  const circles = (graph: Record<string, string[]>) => circlesOf(new Map(Object.entries(graph)));

  it('are told by a shortest way round, one for each group', () => {
    expect(circles({ a: ['b'], b: ['c', 'd'], c: ['a'], d: ['b'], e: ['e', 'a'], f: [] })).toEqual([
      'b > d > b',
      'e > e',
    ]);
  });

  it('are none where files import one another from two sides only', () => {
    expect(circles({ a: ['b', 'c'], b: ['d'], c: ['d', 'b'], d: [] })).toEqual([]);
  });
});
