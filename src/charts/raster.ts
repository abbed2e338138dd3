import { paint, type Terminal } from './terminal.ts';

/** Marks by which series are told apart where there is no colour; letters follow when they run out. */
const MARKS = '●▲■◆○△□◇';
const ASCII_MARKS = '*o+x#@%&';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The mark of a series, the same in plot and legend. */
export function markOf(series: number, terminal: Terminal): string {
  const marks = (terminal.unicode ? MARKS : ASCII_MARKS) + LETTERS;
  return marks[series % marks.length];
}

/** `text` in the colour of a series; unchanged where colour is off. */
export function inColourOf(series: number, text: string, terminal: Terminal): string {
  const { cyan, yellow, magenta, green, blue, red } = paint(terminal);
  const colours = [cyan, yellow, magenta, green, blue, red];
  return colours[series % colours.length](text);
}

/** Bit of each dot of a braille character, [row][column]. */
const BRAILLE_BITS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
];
const BRAILLE = 0x2800;

/**
 * A field of characters on which series are drawn as lines: in braille, each character is 2 x 4 dots, and a line carries
 * its series' mark now and then; in ASCII a line consists of its mark.
 * Where several series meet in a character, they take turns along the line, so that none hides another.
 */
export class Raster {
  readonly dotsAcross: number;
  readonly dotsDown: number;
  /** Per series, the dots set in each character. */
  private readonly ink = new Map<number, Uint8Array>();
  /** Per character, the series whose mark stands there. */
  private readonly marks = new Map<number, number[]>();
  private readonly cell: readonly [across: number, down: number];

  constructor(
    readonly columns: number,
    readonly rows: number,
    private readonly terminal: Terminal,
  ) {
    this.cell = terminal.unicode ? [2, 4] : [1, 1];
    this.dotsAcross = columns * this.cell[0];
    this.dotsDown = rows * this.cell[1];
  }

  /** A straight line between two dots, both included; (0, 0) is the upper left one. Bresenham's. */
  line(series: number, x0: number, y0: number, x1: number, y1: number): void {
    const steps = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0), 1);
    for (let k = 0; k <= steps; k++) {
      this.dot(series, Math.round(x0 + ((x1 - x0) * k) / steps), Math.round(y0 + ((y1 - y0) * k) / steps));
    }
  }

  private dot(series: number, x: number, y: number): void {
    let ink = this.ink.get(series);
    if (!ink) {
      ink = new Uint8Array(this.columns * this.rows);
      this.ink.set(series, ink);
    }
    const [across, down] = this.cell;
    ink[this.cellAt(x, y)] |= this.terminal.unicode ? BRAILLE_BITS[y % down][x % across] : 1;
  }

  /** The series' mark at a dot. */
  mark(series: number, x: number, y: number): void {
    const at = this.cellAt(x, y);
    this.marks.set(at, [...(this.marks.get(at) ?? []), series]);
  }

  private cellAt(x: number, y: number): number {
    return Math.floor(y / this.cell[1]) * this.columns + Math.floor(x / this.cell[0]);
  }

  /** The field as lines of text, `columns` wide. */
  text(): string[] {
    const winners = this.takenTurns();
    return Array.from({ length: this.rows }, (_, row) => {
      let line = '';
      for (let column = 0; column < this.columns; column++) line += this.character(row, column, winners);
      return line;
    });
  }

  /** Per marked character, the series whose mark is shown: where several claim it, each in turn from left to right. */
  private takenTurns(): Map<number, number> {
    let contested = 0;
    return new Map(
      [...this.marks].map(([at, series]) => [at, series.length > 1 ? series[contested++ % series.length] : series[0]]),
    );
  }

  private character(row: number, column: number, winners: ReadonlyMap<number, number>): string {
    const at = row * this.columns + column;
    const mark = winners.get(at);
    if (mark !== undefined) return inColourOf(mark, markOf(mark, this.terminal), this.terminal);
    const here = [...this.ink].filter(([, ink]) => ink[at]);
    if (here.length === 0) return ' ';
    // The turn goes by column and row: steep and flat lines alternate both.
    const [series] = here[(row + column) % here.length];
    if (!this.terminal.unicode) return inColourOf(series, markOf(series, this.terminal), this.terminal);
    const dots = here.reduce((bits, [, ink]) => bits | ink[at], 0);
    return inColourOf(series, String.fromCharCode(BRAILLE + dots), this.terminal);
  }
}
