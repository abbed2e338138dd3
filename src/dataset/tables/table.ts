import { UserError } from '../../util/user-error.ts';
import { isHeader, isNumbered } from './header.ts';
import { NumberTable } from './number-table.ts';
import { isBroken, toNumber } from './number-text.ts';
import { RowScanner } from './row-scanner.ts';
import { separatorIn } from './separator.ts';
import { CHUNK, type Progress, tableBytes } from './table-bytes.ts';
import { WordColumn } from './word-column.ts';

/** A row of more bytes than this has no end that is worth waiting for. */
const LONGEST_ROW = 4 * CHUNK;
/** Enough bytes to see what separates the cells. */
const FIRST_LINE = 64 * 1024;
/** A table with words in more columns than this is none of samples. */
const MOST_WORD_COLUMNS = 64;

/** Rows of a file, before it is settled which of the columns are inputs and which labels. */
export interface Table {
  readonly path: string;
  /** Names of the columns; null where the first row is a sample. */
  readonly header: readonly string[] | null;
  /** Whether the header is one of numbers, 0, 1, 2, ... */
  readonly numbered: boolean;
  readonly columns: number;
  /** Rows, without the header. */
  readonly count: number;
  readonly numbers: NumberTable;
  /** Columns that hold words, by place; `numbers` holds 0 there. */
  readonly words: ReadonlyMap<number, WordColumn>;
}

/**
 * Reads rows of cells, separated by commas, semicolons, tabs, bars or spaces; packed by gzip or not. Blank lines are
 * skipped, and so is the header, which {@link isHeader} tells.
 * @throws UserError, with line and column, for ragged rows and for cells that are no finite numbers in columns of such;
 * and for files that are empty or cannot be read
 */
export async function readTable(path: string, onProgress?: Progress): Promise<Table> {
  const rows = new TableReader(path);
  let scanner: RowScanner | undefined;
  let pending: Uint8Array = new Uint8Array(0);
  for await (const chunk of tableBytes(path, onProgress)) {
    const bytes = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    scanner ??= scannerFor(bytes);
    pending = bytes.subarray(scan(scanner, rows, bytes, false));
    if (pending.length >= LONGEST_ROW) throw endlessRow(path);
  }
  if (scanner) scan(scanner, rows, pending, true);
  return rows.finish();
}

function scannerFor(head: Uint8Array): RowScanner {
  return new RowScanner(separatorIn(new TextDecoder().decode(head.subarray(0, FIRST_LINE))));
}

/** Hands over all rows that are whole. @returns where the next begins */
function scan(scanner: RowScanner, rows: TableReader, bytes: Uint8Array, isLast: boolean): number {
  let at = 0;
  while (at < bytes.length) {
    const next = rows.isUnderWay ? scanner.read(bytes, at, isLast) : scanner.readTexts(bytes, at, isLast);
    if (next < 0) return at;
    rows.take(scanner);
    at = next;
  }
  return at;
}

/** Turns rows of cells into rows of numbers and columns of words, and knows where it is for its messages. */
class TableReader {
  /** Whether the first two rows, which tell the header, have been seen. */
  isUnderWay = false;
  #header: readonly string[] | null = null;
  #numbered = false;
  #numbers = new NumberTable(1);
  readonly #words = new Map<number, WordColumn>();
  #line = 1;
  /** The first row, until the second tells what it is. */
  #first: { readonly cells: readonly string[]; readonly line: number } | undefined;

  constructor(readonly path: string) {}

  take(row: RowScanner): void {
    const line = this.#line;
    this.#line += row.lines;
    // A row of nothing but separators is what spreadsheets leave below a table.
    if (row.texts.size === row.width && [...row.texts.values()].every((text) => text === '')) return;
    if (this.isUnderWay) {
      this.#add(row, line);
      return;
    }
    const cells = Array.from({ length: row.width }, (_, k) => row.texts.get(k) ?? '');
    if (!this.#first) {
      this.#first = { cells, line };
      return;
    }
    this.#begin(cells);
    this.#add(row, line);
  }

  finish(): Table {
    if (!this.isUnderWay && this.#first && !isHeader(this.#first.cells, undefined)) this.#begin(undefined);
    const { count, columns } = this.#numbers;
    if (count === 0) {
      throw new UserError({
        rule: `${this.path} must hold rows of numbers`,
        received: this.#first ? 'a header alone' : 'no row',
        fix: 'is it the right file?',
      });
    }
    const { path } = this;
    return {
      path,
      header: this.#header,
      numbered: this.#numbered,
      columns,
      count,
      numbers: this.#numbers,
      words: this.#words,
    };
  }

  /** Settles what the first row is. */
  #begin(second: readonly string[] | undefined): void {
    const { cells, line } = this.#first as { cells: readonly string[]; line: number };
    this.isUnderWay = true;
    const isNames = isHeader(cells, second);
    const header = isNames && second?.length === cells.length + 1 ? ['', ...cells] : cells;
    if (header.length < 2) throw this.#mistake(line, 'every row must hold a label and at least one value', cells[0]);
    this.#numbers = new NumberTable(header.length);
    if (isNames) {
      this.#header = header;
      this.#numbered = isNumbered(header);
      return;
    }
    const numbers = Float64Array.from(cells, toNumber);
    this.#add({ width: cells.length, numbers, texts: new Map(cells.entries()) }, line);
  }

  #add({ width, numbers, texts }: Pick<RowScanner, 'width' | 'numbers' | 'texts'>, line: number): void {
    const { columns } = this.#numbers;
    if (width !== columns) {
      throw this.#mistake(line, `every row must hold ${columns} cells, as the first does`, `${width} cells`);
    }
    for (const [k, text] of texts) {
      if (Number.isNaN(numbers[k]) && !this.#words.has(k)) this.#words.set(k, this.#newWords(k, text, line));
    }
    for (const [k, column] of this.#words) {
      column.add(Number.isNaN(numbers[k]) ? (texts.get(k) ?? '') : String(numbers[k]));
      numbers[k] = 0;
    }
    this.#numbers.add(numbers, line);
  }

  /** A column turns out to hold words: with the first row, or later, where they are names beside numerals. */
  #newWords(column: number, text: string, line: number): WordColumn {
    const words = new WordColumn();
    const before = this.#numbers.count;
    if ((before > 0 && isBroken(text)) || this.#words.size === MOST_WORD_COLUMNS) {
      throw cellMistake({ path: this.path, header: this.#header }, line, column, text);
    }
    if (before > 0) for (const value of this.#numbers.column(column)) words.add(String(value));
    return words;
  }

  #mistake(line: number, rule: string, received: string): UserError {
    return new UserError({ rule: `${this.path}, line ${line}: ${rule}`, received, fix: 'mend or remove the row' });
  }
}

/** The mistake of a cell that should hold a number. */
export function cellMistake(
  { path, header }: Pick<Table, 'path' | 'header'>,
  line: number,
  column: number,
  text: string,
): UserError {
  return new UserError({
    rule: `${path}, line ${line}, ${columnName(header, column)}: every cell must be a finite number`,
    received: text,
    fix: /^[-+]?\d+,\d+$/.test(text) ? 'write a point for the decimal comma' : 'mend or remove the row',
  });
}

/** `column 3 (age)` */
export function columnName(header: Table['header'], column: number): string {
  return `column ${column + 1}${header?.[column] ? ` (${header[column]})` : ''}`;
}

function endlessRow(path: string): UserError {
  return new UserError({
    rule: `${path} must hold rows of less than ${LONGEST_ROW >> 20} MiB`,
    received: 'a longer one',
    fix: 'is a quotation mark without its partner, or is it no text at all?',
  });
}
