import type { Dataset, Splits } from '../../dataset/dataset.ts';

/** The same data on memory that all threads can read without a copy. */
export function onSharedMemory(splits: Splits): Splits {
  return {
    ...splits,
    train: shared(splits.train),
    validation: splits.validation && shared(splits.validation),
    test: shared(splits.test),
  };
}

function shared(data: Dataset): Dataset {
  const { values, labels } = data;
  if (values.buffer instanceof SharedArrayBuffer) return data;
  const buffer = new SharedArrayBuffer(values.byteLength);
  const sharedValues = values instanceof Uint8Array ? new Uint8Array(buffer) : new Float64Array(buffer);
  sharedValues.set(values);
  const sharedLabels = new Uint16Array(new SharedArrayBuffer(labels.byteLength));
  sharedLabels.set(labels);
  return { ...data, values: sharedValues, labels: sharedLabels };
}
