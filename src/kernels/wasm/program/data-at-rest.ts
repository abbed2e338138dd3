import type { ProgramData } from '../../program.ts';
import type { Arena } from '../heap.ts';
import { recordBytes, writeRecord } from './records.ts';

/** Share of non-zero inputs below which the first layer goes by them alone. */
const SPARSE = 0.5;

/** Inputs that the 16 bits of an entry can tell apart. */
const MOST_INPUTS = 2 ** 16;

/** A data set in an engine's memory. */
export interface DataAtRest {
  /** Of its record. */
  readonly address: number;
  /** Whether the first layer goes by non-zero inputs. */
  readonly sparse: boolean;
  /** [features]: samples in which each input is not zero; empty where data are dense. */
  readonly perInput: Uint32Array;
  /** The most non-zeros that a sample has. */
  readonly most: number;
}

/**
 * Copies a data set into the engine's memory: bytes as entries of what is not zero, other numbers scaled to float32.
 * @param sparse whether the first layer goes by non-zeros; left to their share where it is not given
 */
export function restData(arena: Arena, data: ProgramData, sparse: 'by density' | boolean = 'by density'): DataAtRest {
  const labels = arena.u16(data.count);
  labels.set(data.labels);
  const { table } = data;
  return table && data.features <= MOST_INPUTS
    ? restBytes(arena, data, table, labels, sparse)
    : restRows(arena, data, labels);
}

function restBytes(
  arena: Arena,
  { count, features, values }: ProgramData,
  scaled: ArrayLike<number>,
  labels: Uint16Array,
  sparse: 'by density' | boolean,
): DataAtRest {
  const starts = arena.u32(count + 1);
  const perInput = new Uint32Array(features);
  let [found, most] = [0, 0];
  for (let sample = 0; sample < count; sample++) {
    starts[sample] = found;
    for (let i = 0; i < features; i++) {
      if (values[sample * features + i] === 0) continue;
      perInput[i]++;
      found++;
    }
    most = Math.max(most, found - starts[sample]);
  }
  starts[count] = found;

  const entries = arena.u32(found);
  let at = 0;
  for (let sample = 0; sample < count; sample++) {
    for (let i = 0; i < features; i++) {
      const value = values[sample * features + i];
      // The upper half is the value's place in a table of 4 bytes each.
      if (value !== 0) entries[at++] = ((value * 4) << 16) | i;
    }
  }
  const table = arena.f32(256);
  table.set(scaled);
  const takesSparse = sparse === 'by density' ? table[0] === 0 && found < SPARSE * count * features : sparse;
  const address = arena.reserve(recordBytes('Data'));
  writeRecord(arena.memory, address, 'Data', {
    count,
    features,
    starts: starts.byteOffset,
    entries: entries.byteOffset,
    table: table.byteOffset,
    rows: 0,
    rowBytes: 0,
    labels: labels.byteOffset,
    sparse: takesSparse ? 1 : 0,
  });
  return { address, sparse: takesSparse, perInput, most };
}

function restRows(arena: Arena, { count, features, values, scaleRow }: ProgramData, labels: Uint16Array): DataAtRest {
  const rows = arena.f32(count * features);
  for (let sample = 0; sample < count; sample++) scaleRow(values, sample * features, rows, sample * features);
  const address = arena.reserve(recordBytes('Data'));
  writeRecord(arena.memory, address, 'Data', {
    count,
    features,
    starts: 0,
    entries: 0,
    table: 0,
    rows: rows.byteOffset,
    rowBytes: features * 4,
    labels: labels.byteOffset,
    sparse: 0,
  });
  return { address, sparse: false, perInput: new Uint32Array(0), most: 0 };
}
