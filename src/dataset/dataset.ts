/** Samples as they came, before scaling: bytes for images, numbers for tables. */
export interface Dataset {
  /** For messages and logs, e.g. `mnist10k/test`. */
  readonly name: string;
  /** Samples held. */
  readonly count: number;
  /** Numbers per sample, the inputs of a network. */
  readonly features: number;
  /** Classes are 0..classes-1. */
  readonly classes: number;
  /** Rows and columns of the image, where a sample is one. */
  readonly shape?: readonly [rows: number, columns: number];
  /** [count][features], row-major. */
  readonly values: Uint8Array | Float64Array;
  /** [count] */
  readonly labels: Uint16Array;
}

/** A data set divided for an honest experiment: the test part is never trained on, and never chosen by. */
export interface Parts {
  readonly name: string;
  readonly train: Dataset;
  readonly validation: Dataset | null;
  readonly test: Dataset;
}

/** The same, with what tells it apart from all others. */
export interface Splits extends Parts {
  /** SHA-256 over values and labels of the whole data set, to tell whether a run can be repeated. */
  readonly fingerprint: string;
}

/** The same samples in another order, copied. @param order [count], each place once */
export function reordered(data: Dataset, order: Uint32Array): Dataset {
  const { features } = data;
  // No slice(): of a Buffer it would be a view.
  const values = data.values instanceof Uint8Array ? new Uint8Array(data.values) : data.values.slice();
  const labels = data.labels.slice();
  order.forEach((from, to) => {
    values.set(data.values.subarray(from * features, (from + 1) * features), to * features);
    labels[to] = data.labels[from];
  });
  return { ...data, values, labels };
}

/** `count` samples from `first` on, as a view: nothing is copied. */
export function slice(data: Dataset, first: number, count: number, name = data.name): Dataset {
  const { features } = data;
  return {
    ...data,
    name,
    count,
    values: data.values.subarray(first * features, (first + count) * features),
    labels: data.labels.subarray(first, first + count),
  };
}
