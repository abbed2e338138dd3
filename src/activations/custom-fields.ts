import { message, setting } from '../util/message.ts';
import { asText } from '../util/shown.ts';
import { nearest, UserError } from '../util/user-error.ts';
import type { Activation, PreferredInit, ScalarFunction } from './activation.ts';
import { activations } from './index.ts';

/** An activation of the user's own: a name and a function of z; all else has a default. */
export interface CustomActivation
  extends Partial<Omit<Activation, 'name' | 'scalar' | 'expression' | 'forward' | 'backward'>>,
    Partial<Pick<ScalarFunction, 'df' | 'dfdp'>> {
  readonly name: string;
  /** The function; finite for inputs from -30 to 30, and never NaN. `p` is the learned number, if there is one. */
  f(z: number, p: number): number;
}

const inits: Record<PreferredInit, true> = { 'lecun-normal': true, 'glorot-uniform': true, 'he-normal': true };

const isFunction = (value: unknown) => typeof value === 'function';
const isText = (value: unknown) => typeof value === 'string';
const isNumber = (value: unknown) => typeof value === 'number' && !Number.isNaN(value);
const isWord = (value: unknown) => typeof value === 'string' && /^[A-Za-z][\w-]*$/.test(value);
const isFlag = (value: unknown) => typeof value === 'boolean';
const isList = (value: unknown, of: (item: unknown) => boolean): value is unknown[] =>
  Array.isArray(value) && value.every(of);
const isParameter = (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  isWord(value.name) &&
  'initial' in value &&
  Number.isFinite(value.initial);

/** What each field of a definition must be. */
const fields: Record<keyof CustomActivation, [rule: string, holds: (value: unknown) => boolean]> = {
  name: ['a word of letters, digits and hyphens, as in my-act', isWord],
  f: ['a function of z, as in f: (z) => Math.max(0, z)', isFunction],
  df: ['a function of z and a = f(z), as in df: (z, a) => (z > 0 ? 1 : 0)', isFunction],
  dfdp: ['a function of z, a = f(z) and the learned number p', isFunction],
  parameter: ["an object like { name: 'slope', initial: 0.25 }", isParameter],
  aliases: ['a list of words', (value) => isList(value, isWord)],
  formula: ['a text', isText],
  source: ['a text', isText],
  range: [
    'two numbers, the least first',
    (value) => isList(value, isNumber) && value.length === 2 && Number(value[0]) < Number(value[1]),
  ],
  monotone: ['true or false', isFlag],
  kinks: ['a list of finite numbers', (value) => isList(value, Number.isFinite)],
  init: [`one of ${Object.keys(inits).join(', ')}`, (value) => isText(value) && Object.hasOwn(inits, String(value))],
  gain: ['a positive number', (value) => Number.isFinite(value) && Number(value) > 0],
  saturated: ['a function of z and a = f(z)', isFunction],
  off: ['a function of z and a = f(z)', isFunction],
  dead: ['a function of z and a = f(z)', isFunction],
};

const required = new Set(['name', 'f']);

/** Checks the kind of every field, and that the names are free. @throws UserError */
export function checkFields(definition: object): void {
  for (const key of Object.keys(definition)) {
    if (Object.hasOwn(fields, key)) continue;
    const near = nearest(key, Object.keys(fields));
    throw new UserError({
      rule: `the fields of an activation are ${Object.keys(fields).join(', ')}`,
      received: key,
      ...(near && { fix: `did you mean ${near}?` }),
    });
  }
  const given: Record<string, unknown> = { ...definition };
  for (const [key, [rule, holds]] of Object.entries(fields)) {
    const value = given[key];
    if ((!(key in given) && !required.has(key)) || holds(value)) continue;
    throw new UserError({
      rule: `${key} of an activation must be ${rule}`,
      received: typeof value === 'object' ? value : asText(value),
    });
  }
  const taken = new Set(activations.flatMap(({ name, aliases }) => [name, ...aliases]));
  const names = [given.name, ...(isList(given.aliases, isText) ? given.aliases : [])].map(String);
  for (const name of names) {
    if (!taken.has(name.toLowerCase().replaceAll('_', '-'))) continue;
    throw new UserError({
      rule: 'name and aliases of an activation must not be those of a built-in one',
      received: name,
      fix: message`call it my-${name}, or use the built-in one: ${setting('activation', name)}`,
    });
  }
}
