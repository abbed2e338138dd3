import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../support/needs.ts';
import { gradlens } from './run.ts';
import { workshop } from './trained.ts';

const { cwd, run, train } = workshop();
const file = (name: string) => readFileSync(join(cwd, name));

beforeAll(async () => {
  await train('--run', 'relu');
}, 60_000);

describe.each([
  ['curves', ['curves', 'relu', '--smooth', '0.6'], /train[\s\S]*test/u],
  ['activations', ['activations', 'sigmoid', 'tanh', '--plot'], /sigmoid[\s\S]*tanh/u],
])('%s as pictures', (name, command, labels) => {
  it('are SVG, PNG and a page, each with the same series', async () => {
    const flags = ['svg', 'png', 'html'].flatMap((kind) => [`--${kind}`, `${name}.${kind}`]);
    const { code, stderr, stdout } = await run(...command, ...flags);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `Written: ${name}.svg\nWritten: ${name}.png\nWritten: ${name}.html\n`,
    });
    expect(stdout).toMatch(labels);
    expect(file(`${name}.svg`).toString()).toMatch(/^<svg /);
    expect(file(`${name}.svg`).toString()).toMatch(labels);
    expect(file(`${name}.png`).subarray(1, 4).toString()).toBe('PNG');
    expect(file(`${name}.html`).toString()).toMatch(/^<!doctype html>/);
    expect(file(`${name}.html`).toString()).toMatch(labels);
  });
});

it('of functions want --plot', async () => {
  const { code, stderr } = await run('activations', 'tanh', '--svg', 'x.svg');
  expect({ code, stderr }).toEqual({ code: 2, stderr: 'gradlens: --svg is for --plot. Add --plot.\n' });
});

it('in Korean are in English as PNG where no font has Hangul, and a line says so', needs('linux'), async () => {
  writeFileSync(join(cwd, 'no-fonts.conf'), '<?xml version="1.0"?><fontconfig></fontconfig>');
  const words = ['--lang', 'ko', 'activations', 'sigmoid', '--plot', '--png', 'none.png'];
  const { code, stderr } = await gradlens(words, { cwd, env: { FONTCONFIG_FILE: join(cwd, 'no-fonts.conf') } });
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: '이 컴퓨터에 한글 글꼴이 없어 PNG 파일은 영어로 그립니다.\n저장함: none.png\n',
  });
  await run('activations', 'sigmoid', '--plot', '--png', 'english.png');
  expect(file('none.png').equals(file('english.png'))).toBe(true);
});
