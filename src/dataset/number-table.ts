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

  /** Takes a copy of `row` [columns], found at that line of its file. */
  add(row: Float64Array, line: number): void {
    const { columns } = this;
    const rows = this.#blockRows;
    const at = this.count % rows;
    if (at === 0) {
      this.#blocks.push({ values: new Uint8Array(rows * columns), lines: new Uint32Array(rows) });
    }
    const block = this.#blocks[this.#blocks.length - 1];
    if (!this.#fitsBytes(row) && block.values instanceof Uint8Array) block.values = Float64Array.from(block.values);
    block.values.set(row, at * columns);
    block.lines[at] = line;
    this.count++;
  }

  /** The line of a row in its file. */
  line(row: number): number {
    return this.#blocks[Math.floor(row / this.#blockRows)].lines[row % this.#blockRows];
  }

  /** [count] */
  column(column: number): Float64Array {
    return Float64Array.from({ length: this.count }, (_, row) => this.#row(row)[column]);
  }

  /** All columns but one, rows in the given order: [order.length][columns - 1], as bytes where all of them are. */
  without(column: number, order: Uint32Array): Uint8Array | Float64Array {
    const width = this.columns - 1;
    const allBytes = this.#bytes.every((isByte, k) => isByte || k === column);
    const values = new (allBytes ? Uint8Array : Float64Array)(order.length * width);
    order.forEach((from, to) => {
      const row = this.#row(from);
      values.set(row.subarray(0, column), to * width);
      values.set(row.subarray(column + 1), to * width + column);
    });
    return values;
  }

  #row(row: number): Uint8Array | Float64Array {
    const start = (row % this.#blockRows) * this.columns;
    return this.#blocks[Math.floor(row / this.#blockRows)].values.subarray(start, start + this.columns);
  }

  #fitsBytes(row: Float64Array): boolean {
    let all = true;
    for (let k = 0; k < row.length; k++) {
      // `& 255` keeps whole numbers in 0..255, and changes all others.
      if (row[k] !== (row[k] & 255)) {
        all = false;
        this.#bytes[k] = 0;
      }
    }
    return all;
  }
}
