import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inserted, recipesIn } from '../scripts/contributing/recipes.mjs';

const recipes = recipesIn(readFileSync(new URL('../CONTRIBUTING.md', import.meta.url), 'utf8'));

describe('the recipes of CONTRIBUTING.md', () => {
  it('begin with a clone, and end with commands that try what was made', () => {
    expect(recipes[0].heading).toBe('From a clone');
    for (const { blocks } of recipes) expect(blocks.at(-1)?.kind).toBe('sh');
  });

  const diffs = recipes.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'diff'));

  it.each(diffs)('$path has the lines that others go after', ({ path, text }) => {
    const file = readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
    const added = text.split('\n').filter((line) => line.startsWith('+')).length;
    expect(added).toBeGreaterThan(0);
    expect(inserted(file, text, path).split('\n')).toHaveLength(file.split('\n').length + added);
  });
});

describe('lines of a diff', () => {
  it('go right after the line above them, searched for from the last one on', () => {
    expect(inserted('a\nb\na\nc\n', ' b\n+x\n+y\n...\n a\n+z\n', 'f')).toBe('a\nb\nx\ny\na\nz\nc\n');
  });

  it('need that line', () => {
    expect(() => inserted('a\nb\n', ' b\n a\n+x\n', 'f')).toThrow('f has no line\na');
  });
});

it('a block in a list is read without its indentation, one without a path is refused', () => {
  const [{ blocks }] = recipesIn('## One\n\n1. Do\n\n   `a/b.ts`:\n\n   ```ts\n   if (x)\n     y();\n   ```\n');
  expect(blocks).toEqual([{ kind: 'file', path: 'a/b.ts', text: 'if (x)\n  y();\n' }]);
  expect(() => recipesIn('## One\n\n```ts\nx\n```\n')).toThrow(/without a path/);
});
