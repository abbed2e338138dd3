import { beforeAll, describe, expect, it } from 'vitest';
import { gradlens } from './run.ts';
import { summarySchema, workshop } from './trained.ts';

const { cwd, run } = workshop();
const ILL = ['--data', 'small.csv', '--batch-size', '8', '--activation', 'sigmoid', '--hidden', '6x8', '--quiet'];

beforeAll(async () => {
  await run('train', ...ILL, '--run', 'ill');
});

describe('--lang ko', () => {
  it('tells a diagnosis in Korean, before or after the command', async () => {
    for (const args of [
      ['--lang', 'ko', 'diagnose', 'ill'],
      ['diagnose', 'ill', '--lang', 'KO'],
    ]) {
      const { code, stdout, stderr } = await run(...args);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/\n진단\n {2}문제: 1층이 받는 기울기는 6층의 1\/\S+에 불과합니다/);
      expect(stdout).toMatch(/relu, tanh, 층 수 줄이기 또는 --norm batch를 시도해 보세요\.\n {4}출처: Nielsen/);
    }
  });

  it('leaves JSON as it is: facts, and English beside them', async () => {
    const { stdout } = await run('diagnose', 'ill', '--json', '--lang', 'ko');
    const { diagnosis } = JSON.parse(stdout);
    expect(diagnosis[0]).toMatchObject({ rule: 'vanishing-gradient', facts: { last: 6, activation: 'sigmoid' } });
    expect(diagnosis[0].text).toMatch(/^Layer 1 receives 1\/\S+ of the gradient of layer 6/);
    const trained = await run('train', ...ILL, '--run', 'again', '--json', '--lang', 'ko');
    expect(summarySchema.parse(JSON.parse(trained.stdout)).diagnosis[0].text).toBe(diagnosis[0].text);
  });

  it('of another language is refused, with those that there are', async () => {
    const { code, stderr, stdout } = await run('diagnose', 'ill', '--lang', 'kr');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe("gradlens: --lang must be one of en, ko; received 'kr'.\n");
  });
});

/** `gradlens diagnose ill` in an environment. */
const inLocale = async (env: NodeJS.ProcessEnv, ...more: string[]) =>
  (await gradlens(['diagnose', 'ill', ...more], { cwd, env })).stdout;

describe('the language of the environment', () => {
  it('is taken where none is asked for', async () => {
    expect(await inLocale({ LANG: 'ko_KR.UTF-8' })).toContain('문제:');
    expect(await inLocale({ LANG: 'de_DE.UTF-8' })).toContain('problem:');
    expect(await inLocale({ LANG: 'ko_KR.UTF-8' }, '--lang', 'en')).toContain('problem:');
  });
});
