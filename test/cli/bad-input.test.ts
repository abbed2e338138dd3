import { describe, expect, it } from 'vitest';
import { mistakes } from './mistakes.ts';
import { gradlens } from './run.ts';

describe.each(Object.entries(mistakes))('a mistake %s', (_where, cases) => {
  it.concurrent.each(cases)('$line: $says', async ({ line, says, given = {} }) => {
    const { code, stdout, stderr, files } = await gradlens(line.split(' '), { given });
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(/^gradlens: [^\n]+\n$/);
    expect(stderr).not.toMatch(/\bat \S+ \(|(?<!')undefined|NaN|\[object/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    // Nothing is written, not even an empty folder.
    expect(Object.keys(files)).toEqual(Object.keys(given).sort());
  });
});
