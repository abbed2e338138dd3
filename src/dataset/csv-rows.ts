import { createReadStream } from 'node:fs';
import Papa from 'papaparse';
import { UserError } from '../util/user-error.ts';
import { LARGEST_FILE, readHead, sizeUpTo, unreadable } from './file.ts';
import { isGzip } from './gzip.ts';
import { NumberTable } from './number-table.ts';

/** Characters read at a time: only this much of a file is ever in memory as text. */
const CHUNK = 1 << 20;
/** Chunks without the end of a row after which there is none to be expected: each is read again with the next. */
const LONGEST_ROW = 4;

/** Enough bytes to see what separates the cells. */
const FIRST_LINE = 64 * 1024;
/** A comma may also be what others write for a decimal point, so it comes last. */
const SEPARATORS = ['\t', ';', '|', ','];

/** A file of numbers: its table, and the names of its columns where its first row holds them. */
export interface CsvTable {
  readonly header: readonly string[] | null;
  readonly table: NumberTable;
}

/**
 * Reads rows of numbers, separated by commas, semicolons, tabs or bars. The first row is a header if any of its cells
 * is a word. Blank lines are skipped.
 * @throws UserError, with line and column, for ragged rows and cells that are no finite numbers; and for files that
 * are empty or cannot be read
 */
export async function readCsv(path: string): Promise<CsvTable> {
  if (sizeUpTo(path, LARGEST_FILE) === 0) throw noRows(path);
  const head = readHead(path, FIRST_LINE);
  if (isGzip(head)) {
    throw new UserError({ rule: `${path} must be text`, received: 'gzip data', fix: 'unpack it first: gunzip' });
  }
  const reader = new RowReader(path);
  await eachChunk(path, separatorIn(new TextDecoder().decode(head)), (rows) => {
    for (const row of rows) reader.take(row);
  });
  if (!reader.table?.count) throw noRows(path);
  return { header: reader.header, table: reader.table };
}

/** Turns rows of text into rows of numbers, and knows where it is for its messages. */
class RowReader {
  header: readonly string[] | null = null;
  table: NumberTable | undefined;
  #line = 0;
  #row = new Float64Array(0);

  constructor(readonly path: string) {}

  take(cells: readonly string[]): void {
    this.#line++;
    if (cells.length === 1 && cells[0].trim() === '') return;
    if (!this.table) {
      if (cells.length < 2) throw this.#mistake('every row must hold a label and at least one value', cells[0]);
      this.table = new NumberTable(cells.length);
      this.#row = new Float64Array(cells.length);
      const names = cells.map((cell) => cell.replace(/^\uFEFF/, '').trim());
      if (isHeader(names)) {
        this.header = names;
        return;
      }
      cells = names;
    }
    this.#takeNumbers(cells, this.table);
  }

  #takeNumbers(cells: readonly string[], table: NumberTable): void {
    if (cells.length !== table.columns) {
      throw this.#mistake(`every row must hold ${table.columns} cells, as the first does`, `${cells.length} cells`);
    }
    for (let k = 0; k < cells.length; k++) {
      const value = toNumber(cells[k]);
      if (Number.isNaN(value)) {
        const name = this.header?.[k] ? ` (${this.header[k]})` : '';
        throw this.#mistake(`every cell must be a finite number`, cells[k], `, column ${k + 1}${name}`);
      }
      this.#row[k] = value;
    }
    table.add(this.#row, this.#line);
  }

  #mistake(rule: string, received: string, where = ''): UserError {
    return new UserError({
      rule: `${this.path}, line ${this.#line}${where}: ${rule}`,
      received,
      fix: 'mend or remove the row',
    });
  }
}

/** A number with a slip in it, or what stands where one is missing. */
const BROKEN_NUMBER = /^([-+.]?\d.*|nan|n\/?a|null|none|\?|)$/i;

/** Whether a first row holds names: a row of numbers with one typing error must not pass for a header. */
function isHeader(cells: readonly string[]): boolean {
  const words = cells.filter((cell) => Number.isNaN(toNumber(cell)));
  return words.length > cells.length / 2 || words.some((word) => !BROKEN_NUMBER.test(word));
}

/** The number in a cell; NaN for text, for nothing, and for what is not finite. */
function toNumber(cell: string): number {
  // One to three digits are nearly all there is in a table of pixels; Number() takes several times as long.
  if (cell.length <= 3 && cell.length > 0) {
    let value = 0;
    for (let k = 0; k < cell.length; k++) {
      const digit = cell.charCodeAt(k) - 48;
      if (digit < 0 || digit > 9) return slowNumber(cell);
      value = value * 10 + digit;
    }
    return value;
  }
  return slowNumber(cell);
}

/** Decimal notation only: Number() would also take '0x10' and, as 0, a blank. No digit can match in two places. */
const DECIMAL = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i;

function slowNumber(cell: string): number {
  const value = DECIMAL.test(cell) ? Number(cell) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}

function noRows(path: string): UserError {
  return new UserError({ rule: `${path} must hold rows of numbers`, received: 'no row', fix: 'is it the right file?' });
}

function endlessRow(path: string): UserError {
  return new UserError({
    rule: `${path} must hold rows of less than ${(LONGEST_ROW * CHUNK) >> 20} MiB`,
    received: 'a longer one',
    fix: 'is a quotation mark without its partner, or is it no text at all?',
  });
}

/** What stands between the cells of the first line that is not blank. Papaparse's own guess fails on small tables. */
export function separatorIn(text: string): string {
  const [line = ''] = text.trimStart().split(/[\r\n]/, 1);
  return SEPARATORS.find((separator) => line.includes(separator)) ?? ',';
}

/** Hands over a file's rows, some thousand at a time. What `use` throws ends the reading and is thrown on. */
function eachChunk(path: string, delimiter: string, use: (rows: string[][]) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const stream = createReadStream(path, { encoding: 'utf8', highWaterMark: CHUNK });
    let failed = false;
    let chunks = 0;
    const fail = (error: unknown) => {
      failed = true;
      stream.destroy();
      reject(error);
    };
    Papa.parse<string[]>(stream, {
      delimiter,
      chunk({ data }) {
        if (failed) return;
        chunks = data.length > 0 ? 0 : chunks + 1;
        try {
          if (chunks === LONGEST_ROW) throw endlessRow(path);
          use(data);
        } catch (error) {
          fail(error);
        }
      },
      complete: () => resolve(),
      error: (error) => fail(unreadable(path, error)),
    });
  });
}
