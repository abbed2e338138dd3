import { readWhole } from '../../dataset/file.ts';

/** More than any configuration or summary, with the means of 60,000 columns in it. */
const LARGEST = 8 * 2 ** 20;

/**
 * The text of a file that is understood as a whole: a configuration, a summary. A byte order mark is left out.
 * @throws UserError for what is no regular file, cannot be read, or is too large
 */
export function documentText(path: string): string {
  return new TextDecoder().decode(readWhole(path, LARGEST));
}
