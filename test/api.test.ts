import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import * as api from '../src/index.ts';

const index = fileURLToPath(new URL('../src/index.ts', import.meta.url));

/** Names that a module exports from others: name and file, followed to where each is declared. */
function exportsOf(file: string): { name: string; file: string }[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/export (?:type )?\{([^}]*)\}(?: from '([^']+)')?/g)].flatMap(([, names, from]) => {
    const target = from ? join(dirname(file), from) : file;
    const listed = names.split(',').map((name) => name.trim().replace(/^type /, ''));
    return listed.filter(Boolean).map((name) => declaredIn(name, target));
  });
}

function declaredIn(name: string, file: string): { name: string; file: string } {
  const text = readFileSync(file, 'utf8');
  const passed = [...text.matchAll(/(?:export|import) (?:type )?\{([^}]*)\} from '([^']+)'/g)].find(([, names]) =>
    names.split(',').some((one) => one.trim().replace(/^type /, '') === name),
  );
  return passed ? declaredIn(name, join(dirname(file), passed[2])) : { name, file };
}

it('every export of the public API has a docstring where it is declared', () => {
  const all = exportsOf(index);
  expect(all.length).toBeGreaterThan(80);
  const bare = all.filter(({ name, file }) => {
    expect(existsSync(file)).toBe(true);
    const declared = new RegExp(`(\\*/\\n)?export (?:async )?(?:const|function|class|interface|type)\\*? ${name}\\b`);
    return !declared.exec(readFileSync(file, 'utf8'))?.[1];
  });
  expect(bare).toEqual([]);
});

it('exports what the README uses', () => {
  for (const name of ['dense', 'fitScale', 'loadData', 'Network', 'randomSource', 'train', 'defineActivation']) {
    expect(api).toHaveProperty(name);
  }
});
