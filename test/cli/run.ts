import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The command as it is installed; `npm test` builds it first. */
export const command = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** Files of a folder by their path inside it. */
export type Files = Record<string, string | Uint8Array>;

export interface Outcome {
  /** Exit code. */
  code: number | null;
  stdout: string;
  stderr: string;
  /** All files of the working folder afterwards, empty folders too, as `name/`. */
  files: Record<string, Buffer>;
}

export interface Surroundings {
  /** Files that are there before. */
  given?: Files;
  /** A folder that stays; default: a fresh one, removed afterwards. */
  cwd?: string;
  /** Beside the environment of the tests. */
  env?: NodeJS.ProcessEnv;
}

/** Runs `gradlens` with these arguments to its end. */
export async function gradlens(args: readonly string[], { given = {}, cwd, env }: Surroundings = {}): Promise<Outcome> {
  const folder = cwd ?? mkdtempSync(join(tmpdir(), 'gradlens-cli-'));
  try {
    write(folder, given);
    const child = start(args, folder, env);
    const [stdout, stderr] = [textOf(child.stdout), textOf(child.stderr)];
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, stdout: await stdout, stderr: await stderr, files: read(folder) };
  } finally {
    if (cwd === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** Starts `gradlens`, for tests that do something to it while it runs. */
export function start(args: readonly string[], cwd: string, more: NodeJS.ProcessEnv = {}) {
  // Colours and language would depend on who runs the tests.
  const { FORCE_COLOR: _f, NO_COLOR: _n, LC_ALL: _a, LC_MESSAGES: _m, LC_CTYPE: _c, ...env } = process.env;
  return spawn(process.execPath, [command, ...args], {
    cwd,
    env: { ...env, LANG: 'C.UTF-8', ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function write(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Every file below a folder, and its empty folders. What another process takes away meanwhile is left out. */
function read(folder: string): Record<string, Buffer> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    paths.flatMap((path): [string, Buffer][] => {
      const full = join(folder, path);
      const entry = statSync(full, { throwIfNoEntry: false });
      if (!entry) return [];
      if (!entry.isDirectory()) return [[path, readFileSync(full)]];
      return readdirSync(full).length === 0 ? [[`${path}/`, Buffer.alloc(0)]] : [];
    }),
  );
}
