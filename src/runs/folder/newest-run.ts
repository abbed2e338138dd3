import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { message, setting } from '../../util/message.ts';
import { UserError } from '../../util/user-error.ts';
import { listRuns } from './list-runs.ts';

/**
 * The folder of the run that was begun last, of those in a folder that have ended well and left their weights.
 * @throws UserError where there is none
 */
export function newestRun(folder: string): string {
  const runs = existsSync(folder) ? listRuns(folder).runs : [];
  const ended = runs.filter(({ status, folder: run }) => {
    return ['finished', 'early-stopped'].includes(status) && existsSync(join(run, 'model.safetensors'));
  });
  const [newest] = ended.sort((a, b) => b.date.getTime() - a.date.getTime() || a.name.localeCompare(b.name));
  if (newest) return newest.folder;
  throw new UserError({
    rule: `a trained network is needed, and ${folder} holds no finished run`,
    fix: message`train one with: gradlens train; or name one, as in ${setting('run', 'runs/relu-128')}`,
  });
}
