/**
 * Exponential moving average with bias correction, as TensorBoard smooths its scalars:
 * s_t = w s_(t-1) + (1 - w) y_t with s_0 = 0, shown as s_t / (1 - w^t). Values that are not finite pass through and
 * count for nothing, and a constant stays exactly what it is.
 * @param weight w, 0..1; 0 changes nothing
 */
export function smoothed(values: readonly number[], weight: number): number[] {
  if (weight === 0 || values.every((value) => value === values[0])) return [...values];
  let average = 0;
  let share = 1;
  return values.map((value) => {
    if (!Number.isFinite(value)) return value;
    average = weight * average + (1 - weight) * value;
    share *= weight;
    return average / (1 - share);
  });
}
