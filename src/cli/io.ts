import { type Terminal, terminalOf } from '../charts/terminal.ts';
import { toJson } from '../runs/json.ts';

/** Messages and progress go to stderr. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Results go to stdout. */
export const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Prints the one JSON document of --json. */
export const printJson = (value: unknown): void => print(toJson(value, 2));

/** What stdout can show. */
export const terminal = (): Terminal => terminalOf(process.stdout, process.env);
