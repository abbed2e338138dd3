import { describe, expect, it } from 'vitest';
import { LiveRows } from '../../src/cli/output/live-rows.ts';
import { TimeLeft } from '../../src/cli/output/time-left.ts';

/** A terminal of that many columns, as far as rows in place need one: line breaks, cursor up, clear below. */
function screen(columns: number, rows = 24) {
  let lines = [''];
  let [row, column] = [0, 0];
  const put = (text: string) => {
    for (const letter of text) {
      if (column === columns) [row, column] = [row + 1, 0];
      lines[row] =
        `${(lines[row] ?? '').padEnd(column).slice(0, column)}${letter}${(lines[row] ?? '').slice(column + 1)}`;
      column++;
    }
  };
  const write = (output: string) => {
    const esc = String.fromCharCode(27);
    for (const [piece, code] of output.matchAll(
      new RegExp(`${esc}\\[(\\??\\d*[A-Za-z])|\\r|\\n|[^${esc}\\r\\n]+`, 'g'),
    )) {
      if (piece === '\r') column = 0;
      else if (piece === '\n') [row, column] = [row + 1, 0];
      else if (code?.endsWith('A')) row -= Number(code.slice(0, -1));
      else if (code === 'J') lines = [...lines.slice(0, row), (lines[row] ?? '').slice(0, column)];
      else if (code === undefined) put(piece);
    }
    return true;
  };
  const shown = () => Array.from(lines, (line) => line ?? '').join('\n');
  return { stream: { write, columns, rows, isTTY: true }, shown };
}

describe('rows that are drawn in place', () => {
  it('take the place of the last ones, below lines that stay, and go away at the end', () => {
    const { stream, shown } = screen(20);
    let rows = ['one', 'two'];
    const live = new LiveRows(
      () => rows,
      stream,
      () => 0,
    );
    live.refresh();
    expect(shown()).toBe('one\ntwo');
    rows = ['three'];
    live.log('a line that is kept');
    expect(shown()).toBe('a line that is kept\nthree');
    rows = ['four', 'five', 'six'];
    live.log('and another');
    expect(shown()).toBe('a line that is kept\nand another\nfour\nfive\nsix');
    live.stop();
    expect(shown()).toBe('a line that is kept\nand another\n');
  });

  it('are not drawn again before an eighth of a second', () => {
    const { stream, shown } = screen(20);
    let now = 0;
    const live = new LiveRows(
      () => [`at ${now}`],
      stream,
      () => now,
    );
    const seen = [0, 60, 124, 125, 200, 250].map((at) => {
      now = at;
      live.refresh();
      return shown();
    });
    expect(seen).toEqual(['at 0', 'at 0', 'at 0', 'at 125', 'at 125', 'at 250']);
    live.stop();
  });

  it('are cut to the window, and leave nothing behind when it becomes narrower', () => {
    const { stream, shown } = screen(12, 3);
    const live = new LiveRows(
      () => ['a row that is long', 'b', 'c'],
      stream,
      () => 0,
    );
    live.refresh();
    expect(shown()).toBe('a row that \nb');
    live.stop();
    expect(shown()).toBe('');
  });
});

describe('the time that is left', () => {
  it('goes by the pace of all that was done here, evaluations and pauses included', () => {
    let seconds = 50;
    const left = new TimeLeft(() => seconds);
    // 500 of 1,000 were done by an earlier process.
    expect(left.seconds(500, 1000)).toBeNull();
    seconds = 54;
    expect(left.seconds(600, 1000)).toBe(16);
    seconds = 62;
    expect(left.seconds(600, 1000)).toBe(48);
  });

  it('is not told from too little', () => {
    let seconds = 0;
    const left = new TimeLeft(() => seconds);
    left.seconds(0, 1000);
    seconds = 0.5;
    expect(left.seconds(100, 1000)).toBeNull();
    seconds = 2;
    expect(left.seconds(5, 1000)).toBeNull();
    seconds = 12;
    expect(left.seconds(0, 1000)).toBeNull();
    expect(left.seconds(5, 1000)).toBeCloseTo((12 / 5) * 995, 9);
  });
});
