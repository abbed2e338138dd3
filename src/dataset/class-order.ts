/**
 * A fixed order of samples in which classes alternate in proportion: the k-th of a class's n samples stands at
 * (k + 0.5) / n of the way, ties going to the lower class. Whatever is cut off either end holds each class as
 * often as its share allows, to within one sample or so.
 * @param labels [count], each below `classes`
 * @returns [count] indices of samples
 */
export function classBalancedOrder(labels: Uint16Array, classes: number): Uint32Array {
  const counts = new Uint32Array(classes);
  for (const label of labels) counts[label]++;
  const seen = new Uint32Array(classes);
  const place = Float64Array.from(labels, (label) => (seen[label]++ + 0.5) / counts[label]);
  return Uint32Array.from(labels.keys()).sort((a, b) => place[a] - place[b] || labels[a] - labels[b]);
}
