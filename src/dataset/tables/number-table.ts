/** Rows that are kept together, at most; a block takes one byte per number as long as all its numbers fit into one. */
const MOST_ROWS = 1024;
/** Fewer where rows are long, so that a single one does not take the memory of a thousand. */
const BLOCK_NUMBERS = 2 ** 20;

interface Block {
  /** [#blockRows][columns] */
  values: Uint8Array | Float64Array;
  /** [#blockRows]: where each row stood in its file. */
  readonly lines: Uint32Array;
}

/** Rows of numbers, as many as come, in little memory: MNIST as a table of 785 columns takes 47 MB. */
export class NumberTable {
  /** Rows held. */
  count = 0;
  readonly #blocks: Block[] = [];
  /** Whether every number of the column is a whole one in 0..255. */
  readonly #bytes: Uint8Array;
  readonly #blockRows: number;

  constructor(readonly columns: number) {
    this.#bytes = new Uint8Array(columns).fill(1);
    this.#blockRows = Math.max(1, Math.min(MOST_ROWS, Math.floor(BLOCK_NUMBERS / columns)));
  }

  /** Takes a copy of the first [columns] of `row`, found at that line of its file. */
  add(row: Float64Array, line: number): void {
    const { columns } = this;
    const rows = this.#blockRows;
    const at = this.count % rows;
    if (at === 0) {
      this.#blocks.push({ values: new Uint8Array(rows * columns), lines: new Uint32Array(rows) });
    }
    const block = this.#blocks[this.#blocks.length - 1];
    if (!this.#put(block.values, at * columns, row) && block.values instanceof Uint8Array) {
      block.values = Float64Array.from(block.values);
      this.#put(block.values, at * columns, row);
    }
    block.lines[at] = line;
    this.count++;
  }

  /** The line of a row in its file. */
  line(row: number): number {
    return this.#blocks[Math.floor(row / this.#blockRows)].lines[row % this.#blockRows];
  }

  /** [count] where each row stood in its file. */
  lines(): Uint32Array {
    return Uint32Array.from({ length: this.count }, (_, row) => this.line(row));
  }

  /** [count] */
  column(column: number): Float64Array {
    return Float64Array.from({ length: this.count }, (_, row) => this.#row(row)[column]);
  }

  /** Some of the columns: [count][columns.length], as bytes where all of them are. @param columns in rising order */
  select(columns: readonly number[]): Uint8Array | Float64Array {
    const width = columns.length;
    const allBytes = columns.every((column) => this.#bytes[column]);
    const values = new (allBytes ? Uint8Array : Float64Array)(this.count * width);
    const runs = neighbours(columns);
    for (let row = 0, to = 0; row < this.count; row++) {
      const from = this.#row(row);
      for (const [first, end] of runs) {
        values.set(from.subarray(first, end), to);
        to += end - first;
      }
    }
    return values;
  }

  #row(row: number): Uint8Array | Float64Array {
    const start = (row % this.#blockRows) * this.columns;
    return this.#blocks[Math.floor(row / this.#blockRows)].values.subarray(start, start + this.columns);
  }

  /** Writes a row. @returns whether all of its numbers are whole ones in 0..255 */
  #put(values: Block['values'], to: number, row: Float64Array): boolean {
    let all = true;
    for (let k = 0; k < this.columns; k++) {
      const value = row[k];
      values[to + k] = value;
      // `& 255` keeps whole numbers in 0..255, and changes all others.
      if (value !== (value & 255)) {
        all = false;
        this.#bytes[k] = 0;
      }
    }
    return all;
  }
}

/** [1, 2, 3, 7] as [1, 4) and [7, 8): columns side by side are copied at once. */
function neighbours(columns: readonly number[]): [first: number, end: number][] {
  const runs: [number, number][] = [];
  for (const column of columns) {
    const last = runs.at(-1);
    if (last?.[1] === column) last[1]++;
    else runs.push([column, column + 1]);
  }
  return runs;
}
