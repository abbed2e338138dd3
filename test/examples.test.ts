import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../examples/', import.meta.url));

/** What an example prints, run by Node as a reader would: it imports the package by its name, as built in dist/. */
async function printed(name: string): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [`${folder}${name}`]);
  expect(stderr).toBe('');
  return stdout;
}

const accuracies = (text: string) =>
  [...text.matchAll(/test accuracy ([\d.]+)$/gm)].map(([, figure]) => Number(figure));

/** What each must come to; a list of its own, so that an example without a test is missed. */
const examples: Readonly<Record<string, (output: string) => void>> = {
  // 0.9045 at seed 0.
  'quick-start.mjs': (output) => {
    expect(accuracies(output)).toHaveLength(3);
    expect(accuracies(output)[2]).toBeGreaterThan(0.9);
  },
  // 0.869 at seed 0, where guessing gives 0.1.
  'custom-activation.mjs': (output) => {
    expect(accuracies(output)).toHaveLength(2);
    expect(accuracies(output)[1]).toBeGreaterThan(0.85);
  },
  // 0.8925 at seed 0; the loss is told every 50 of 250 steps.
  'custom-training-loop.mjs': (output) => {
    expect(output.match(/^step \d+: loss [\d.]+$/gm)).toHaveLength(5);
    expect(accuracies(output)[1]).toBeGreaterThan(0.87);
  },
  // 0.0034 of the gradient with sigmoid, 0.87 with relu, before the first step.
  'watching-gradients.mjs': (output) => {
    const [sigmoid, relu] = output
      .split('relu\n')
      .map((part) => Number(/step 0: .*; ([\d.]+) arrives/.exec(part)?.[1]));
    expect(sigmoid).toBeLessThan(0.01);
    expect(relu).toBeGreaterThan(0.5);
  },
};

describe('examples', () => {
  it.each(Object.entries(examples))('%s does what it says', async (name, check) => check(await printed(name)));

  it('are all run', () => {
    expect(readdirSync(folder).filter((name) => name.endsWith('.mjs'))).toEqual(Object.keys(examples).sort());
  });

  it('define an activation in ten lines', () => {
    const lines = readFileSync(`${folder}custom-activation.mjs`, 'utf8').split('\n');
    expect(lines.filter((line) => line.trim() && !line.startsWith('//')).length).toBeLessThanOrEqual(10);
  });
});
