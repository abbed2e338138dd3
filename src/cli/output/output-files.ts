import { dirname, join, resolve } from 'node:path';
import { reasonOf } from '../../dataset/file.ts';
import { replaceFile } from '../../runs/files/replace-file.ts';
import { UserError } from '../../util/user-error.ts';
import { say } from './io.ts';
import { words } from './words.ts';

/** Files in a run folder that a picture or a table of it must not replace. */
const RUN_FILES = ['config.json', 'metrics.csv', 'steps.jsonl', 'layers.jsonl', 'summary.json', 'model.safetensors'];

/**
 * Refuses an output file that is one of the logs it is made from.
 * @param flag the option that named it
 */
export function refuseSources(flag: string, file: string, sources: readonly string[]): void {
  const target = resolve(file);
  const clash = sources.some((source) => {
    const log = resolve(source);
    return target === log || (dirname(target) === log && RUN_FILES.some((name) => target === join(log, name)));
  });
  if (clash) {
    throw new UserError({
      rule: `${flag} must not replace a log that is read`,
      received: file,
      fix: 'choose another name',
    });
  }
}

/** Writes a file that the user named, whole or not at all, and says so. @throws UserError where it cannot be written */
export async function writeNamed(flag: string, file: string, data: string | Uint8Array): Promise<void> {
  await writeWhole(flag, file, data);
  say(words().files.written(file));
}

/** The same without a word, for a file in a folder that the user named. @throws UserError where it cannot be written */
export async function writeWhole(flag: string, file: string, data: string | Uint8Array): Promise<void> {
  try {
    await replaceFile(file, data);
  } catch (error) {
    throw new UserError({
      rule: `${flag} must be a file that can be written`,
      received: file,
      fix: `the system says: ${reasonOf(error)}`,
    });
  }
}
