import { describe, expect, it } from 'vitest';
import { paint, terminalOf } from '../../src/charts/terminal.ts';
import { PLAIN } from './arbitrary-terminal.ts';

const TTY = { isTTY: true, columns: 100 };

describe('terminalOf', () => {
  it('takes the columns of the stream, 80 where it has none', () => {
    expect(terminalOf(TTY, {}).columns).toBe(100);
    expect(terminalOf({}, {}).columns).toBe(80);
    expect(terminalOf({ columns: 0 }, {}).columns).toBe(80);
  });

  it.each([
    [{}, true],
    [{ LANG: 'en_GB.UTF-8' }, true],
    [{ LANG: 'C.utf8' }, true],
    [{ LANG: 'C' }, false],
    [{ LC_ALL: 'POSIX', LANG: 'en_GB.UTF-8' }, false],
    [{ LC_ALL: '', LC_CTYPE: 'de_DE.UTF-8', LANG: 'C' }, true],
    [{ TERM: 'linux', LANG: 'en_GB.UTF-8' }, false],
  ])('%o shows unicode: %s', (env, unicode) => {
    expect(terminalOf(TTY, env, 'linux').unicode).toBe(unicode);
  });

  it('does not judge Windows by its locale variables', () => {
    expect(terminalOf(TTY, { LANG: 'C' }, 'win32').unicode).toBe(true);
  });

  it.each([
    [TTY, {}, true],
    [{}, {}, false],
    [TTY, { TERM: 'dumb' }, false],
    [TTY, { NO_COLOR: '1' }, false],
    [TTY, { NO_COLOR: '' }, true],
    [{}, { FORCE_COLOR: '1' }, true],
    [{}, { FORCE_COLOR: '' }, true],
    [TTY, { FORCE_COLOR: '0' }, false],
    [TTY, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ])('%o with %o has colour: %s', (stream, env, colour) => {
    expect(terminalOf(stream, env).colour).toBe(colour);
  });
});

describe('paint', () => {
  it('obeys the terminal passed in, whatever the process has', () => {
    expect(paint(PLAIN).red('x')).toBe('x');
    expect(paint({ ...PLAIN, colour: true }).red('x')).toBe('\x1b[31mx\x1b[39m');
  });
});
