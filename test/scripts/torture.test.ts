import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** Short forms of `npm run torture`; what each does stands at its beginning. */
const scripts: [string, string[], RegExp][] = [
  ['kills', ['--count', '3'], /3 runs, .*3 resumed to the same SHA-256, 0 lost/],
  ['faults', ['--count', '20'], /20 schedules .*, 0 lost/],
  ['crowd', ['--count', '6'], /6 finished, 6 folders, 0 torn lines, all with the same bits/],
];

it.each(scripts)('torture:%s', { timeout: 240_000 }, async (name, args, says) => {
  const script = fileURLToPath(new URL(`../../scripts/torture/${name}.mjs`, import.meta.url));
  const { code, stdout } = await new Promise<{ code: number; stdout: string }>((resolve) => {
    execFile(process.execPath, [script, ...args], (error, out, err) => {
      resolve({ code: Number(error?.code ?? 0), stdout: out + err });
    });
  });
  expect(stdout).toMatch(says);
  expect(code).toBe(0);
});
