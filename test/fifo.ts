import { execFileSync } from 'node:child_process';

/** Whether the system has named pipes in its folders; reading one that nobody writes to would never end. */
export const hasPipes = process.platform !== 'win32';

/** Makes a named pipe. */
export function makePipe(path: string): string {
  execFileSync('mkfifo', [path]);
  return path;
}
