import { clip, textWidth } from '../../charts/text.ts';
import { fitted } from './io.ts';

const ESCAPE = String.fromCharCode(27);
const [HIDE_CURSOR, SHOW_CURSOR] = [`${ESCAPE}[?25l`, `${ESCAPE}[?25h`];
const CLEAR_BELOW = `${ESCAPE}[J`;
const up = (lines: number) => (lines > 0 ? `${ESCAPE}[${lines}A` : '');

/** Milliseconds between two drawings: smooth enough, and next to no work. */
const PAUSE = 125;

/** What is drawn on: stderr, or a screen of a test. */
export type Screen = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns' | 'rows'>;

/** Rows at the end of a terminal's output that are drawn again and again in place; other lines can go above them. */
export class LiveRows {
  private drawn: readonly string[] = [];
  private last = Number.NEGATIVE_INFINITY;
  private readonly showCursor = () => void this.stream.write(SHOW_CURSOR);

  /**
   * @param rows the rows as they are now
   * @param now milliseconds from any moment on
   */
  constructor(
    private readonly rows: () => readonly string[],
    private readonly stream: Screen = process.stderr,
    private readonly now = () => performance.now(),
  ) {}

  /** Draws the rows, unless that was done just before. */
  refresh(): void {
    if (this.now() - this.last >= PAUSE) this.draw('');
  }

  /** Writes lines that stay, above the rows. */
  log(text: string): void {
    this.draw(`${fitted(text, this.stream)}\n`);
  }

  /** Takes the rows away. */
  stop(): void {
    if (this.last === Number.NEGATIVE_INFINITY) return;
    this.stream.write(this.back() + SHOW_CURSOR);
    process.off('exit', this.showCursor);
    this.drawn = [];
    this.last = Number.NEGATIVE_INFINITY;
  }

  private draw(above: string): void {
    const { columns, rows: height } = this.stream;
    // However the process ends, its terminal has a cursor.
    if (this.last === Number.NEGATIVE_INFINITY) process.on('exit', this.showCursor);
    const rows = this.rows()
      .slice(0, Math.max(1, (height || 24) - 1))
      .map((row) => clip(row, (columns || 80) - 1));
    this.stream.write(HIDE_CURSOR + this.back() + above + rows.join('\n'));
    this.drawn = rows;
    this.last = this.now();
  }

  /** To the beginning of the first row, all of them cleared. In a window that became narrower they take more lines. */
  private back(): string {
    if (this.drawn.length === 0) return '';
    const columns = this.stream.columns || 80;
    const lines = this.drawn.reduce((sum, row) => sum + Math.max(1, Math.ceil(textWidth(row) / columns)), 0);
    return `\r${up(lines - 1)}${CLEAR_BELOW}`;
  }
}
