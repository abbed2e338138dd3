import { type Terminal, terminalOf } from '../../charts/terminal.ts';
import { textWidth, wrap } from '../../charts/text.ts';
import { toJson } from '../../runs/files/json.ts';
import { withoutControlsButColours } from '../../util/control-characters.ts';
import { words } from './words.ts';

/** Messages and progress go to stderr. */
export const say = (text: string): void => write(process.stderr, text);

/** Results go to stdout. */
export const print = (text: string): void => write(process.stdout, text);

/** Prints the one JSON document of --json. */
export const printJson = (value: unknown): void => void process.stdout.write(`${toJson(value, 2)}\n`);

function write(stream: NodeJS.WriteStream, text: string): void {
  // The last gate: names out of strangers' files stand in what is told.
  stream.write(`${fitted(withoutControlsButColours(text), stream)}\n`);
}

/** Lines that a terminal would cut inside a word are wrapped between words; a pipe gets them whole. */
export function fitted(text: string, stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>): string {
  const width = stream.isTTY ? stream.columns : Number.POSITIVE_INFINITY;
  const lines = text.split('\n').flatMap((line) => (textWidth(line) > width ? hanging(line, width) : [line]));
  return lines.join('\n');
}

/** A long line as several, all but the first set in by two more columns than it. */
function hanging(line: string, width: number): string[] {
  const indent = line.length - line.trimStart().length;
  const [first, ...others] = wrap(line, width - indent - 2);
  return [' '.repeat(indent) + first, ...others.map((other) => ' '.repeat(indent + 2) + other)];
}

/** What stdout can show, and in which language. */
export const terminal = (): Terminal => ({ ...terminalOf(process.stdout, process.env), words: words() });

/** Lines of the window that a result may fill so that the prompt still fits below it; undefined where there is none. */
export const height = (): number | undefined =>
  process.stdout.isTTY && process.stdout.rows > 0 ? process.stdout.rows - 1 : undefined;
