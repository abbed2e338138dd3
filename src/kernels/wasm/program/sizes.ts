export const roundUp = (n: number, multiple: number): number => Math.ceil(n / multiple) * multiple;

/** Floats from one row of a matrix to the next: whole cache lines, and no power of two, which caches dislike. */
export const rowFloats = (O: number): number => {
  const O16 = roundUp(O, 16);
  return O16 % 64 === 0 ? O16 + 16 : O16;
};

/** Bytes of a line of columns, padded to 8. */
export const lineBytes = (O: number): number => roundUp(O, 8) * 4;
