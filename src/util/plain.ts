import { stripVTControlCharacters } from 'node:util';
import { withoutControls } from './control-characters.ts';

/** Of longer texts only so many times the characters wanted are looked at. */
const LOOKED_AT = 16;

/** Text from a file, without anything that could steer the terminal it is shown on; at most `most` characters of it. */
export function plain(text: string, most = 60): string {
  const looked = text.slice(0, LOOKED_AT * most);
  const bare = [...withoutControls(stripVTControlCharacters(looked))];
  const whole = bare.length <= most && looked.length === text.length;
  return whole ? bare.join('') : `${bare.slice(0, most - 3).join('')}...`;
}
