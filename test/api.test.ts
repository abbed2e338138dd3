import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as browser from '../src/browser.ts';
import * as node from '../src/index.ts';

const entries = { 'index.ts': node, 'browser.ts': browser };

const fileOf = (entry: string) => fileURLToPath(new URL(`../src/${entry}`, import.meta.url));

/** Names that a module exports from others: name and file, followed to where each is declared. */
function exportsOf(file: string): { name: string; file: string }[] {
  const text = readFileSync(file, 'utf8');
  const passedOn = [...text.matchAll(/export \* from '([^']+)'/g)].flatMap(([, from]) =>
    exportsOf(join(dirname(file), from)),
  );
  const named = [...text.matchAll(/export (?:type )?\{([^}]*)\} from '([^']+)'/g)].flatMap(([, names, from]) => {
    const listed = names.split(',').map((name) => name.trim().replace(/^type /, ''));
    return listed.filter(Boolean).map((name) => declaredIn(name, join(dirname(file), from)));
  });
  return [...passedOn, ...named];
}

function declaredIn(name: string, file: string): { name: string; file: string } {
  const text = readFileSync(file, 'utf8');
  const passed = [...text.matchAll(/(?:export|import) (?:type )?\{([^}]*)\} from '([^']+)'/g)].find(([, names]) =>
    names.split(',').some((one) => one.trim().replace(/^type /, '') === name),
  );
  return passed ? declaredIn(name, join(dirname(file), passed[2])) : { name, file };
}

describe.each(Object.keys(entries))('the public API in %s', (entry) => {
  const all = exportsOf(fileOf(entry));

  it('has a docstring for every export, where it is declared', () => {
    expect(all.length).toBeGreaterThan(100);
    const bare = all.filter(({ name, file }) => {
      expect(existsSync(file)).toBe(true);
      const declared = new RegExp(`(\\*/\\n)?export (?:async )?(?:const|function|class|interface|type)\\*? ${name}\\b`);
      return !declared.exec(readFileSync(file, 'utf8'))?.[1];
    });
    expect(bare).toEqual([]);
  });

  it('names nothing twice', () => {
    const names = all.map(({ name }) => name);
    expect(names.filter((name, k) => names.indexOf(name) !== k)).toEqual([]);
  });

  it('exports nothing of the command line', () => {
    expect(all.filter(({ file }) => file.includes(join('src', 'cli')))).toEqual([]);
  });
});

it('has every name of the browser in Node, too, so that one set of types fits both', () => {
  expect(Object.keys(browser).filter((name) => !(name in node))).toEqual([]);
  const type = new Set(exportsOf(fileOf('index.ts')).map(({ name }) => name));
  // Where a browser fetches the engine from means nothing in Node.
  const onlyThere = exportsOf(fileOf('browser.ts')).filter(({ name }) => !type.has(name));
  expect(onlyThere.map(({ name }) => name)).toEqual(['EngineOptions']);
});

it('passes the registries on as they are, not as copies', async () => {
  const [{ activations }, { optimizers }] = await Promise.all([
    import('../src/activations/index.ts'),
    import('../src/nn/optimizers/index.ts'),
  ]);
  for (const api of [node, browser]) {
    expect(api.activations).toBe(activations);
    expect(api.optimizers).toBe(optimizers);
  }
});

describe('loadMnist', () => {
  it('has the embedded digits, divided as asked', async () => {
    const whole = await node.loadMnist();
    expect([whole.name, whole.train.count, whole.validation, whole.test.count]).toEqual(['mnist10k', 8000, null, 2000]);
    const { train, validation } = await node.loadMnist({ trainSize: 1000, validation: 0.1 });
    expect([train.count, validation?.count]).toEqual([900, 100]);
  });

  it('takes a folder in Node only', async () => {
    await expect(node.loadMnist({ folder: '/no/such/folder' })).rejects.toThrow(/IDX files/);
    const options = { trainSize: 10, folder: 'data/mnist' };
    await expect(browser.loadMnist(options)).rejects.toThrow(/a browser cannot read folders/);
  });
});
