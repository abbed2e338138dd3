import { stripVTControlCharacters } from 'node:util';

/** Characters that steer a terminal, or turn the direction of text around. */
const STEERING = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text from a file, without anything that could steer the terminal it is shown on; at most `most` characters of it. */
export function plain(text: string, most = 60): string {
  const bare = [...stripVTControlCharacters(text).replace(STEERING, ' ')];
  return bare.length > most ? `${bare.slice(0, most - 3).join('')}...` : bare.join('');
}
