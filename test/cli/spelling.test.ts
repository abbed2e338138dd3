import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../../src', import.meta.url));

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.startsWith('kernels/wasm/assembly/'));

const textOf = (file: string) => readFileSync(join(src, file), 'utf8');

/** What looks like a flag and is none of ours, or stands where flags are made. */
const others: readonly { readonly file: RegExp; readonly text: RegExp }[] = [
  { file: /^settings\/flags\.ts$/, text: /.*/ },
  { file: /^kernels\/wasm\/load\.ts$/, text: /--experimental-wasm/ },
  { file: /^runs\/exports\/tensorboard\.ts$/, text: /tensorboard --logdir/ },
  // Sentences that only the command line prints; those of the diagnosis are read on pages, too.
  { file: /^words\/(?:en|ko)\/(?!diagnosis)/, text: /.*/ },
  // Variables of style sheets.
  { file: /^charts\//, text: /(?:var\(|[{;"]|variables )--[a-z-]+/ },
];

/** Every option of every command, by the name that messages call it. */
async function optionNames(): Promise<Set<string>> {
  const names = new Set<string>();
  const folder = join(src, 'cli/commands');
  for (const name of readdirSync(folder)) {
    const { configure } = (await import(join(folder, name, 'index.ts'))) as { configure(command: Command): void };
    const command = new Command();
    configure(command);
    for (const one of [command, ...command.commands]) {
      for (const option of one.options) names.add(option.attributeName());
    }
  }
  return names;
}

describe('messages of the library', () => {
  it('name settings and write no flags', () => {
    const flags = files
      .filter((file) => !file.startsWith('cli/'))
      .flatMap((file) =>
        textOf(file)
          .split('\n')
          .filter((line) => /--[a-z]/.test(line))
          .filter((line) => !others.some((other) => other.file.test(file) && other.text.test(line)))
          .map((line) => `${file}: ${line.trim()}`),
      );
    expect(flags).toEqual([]);
  });

  it('name nothing that the command line has no option for', async () => {
    const named = files.flatMap((file) =>
      [...textOf(file).matchAll(/\bsetting(?:: |\()'(\w+)'/g)].map(([, name]) => ({ file, name })),
    );
    expect(named.length).toBeGreaterThan(20);
    const known = await optionNames();
    expect(named.filter(({ name }) => !known.has(name))).toEqual([]);
  });
});
