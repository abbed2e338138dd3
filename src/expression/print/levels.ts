/** How tightly the parts of a written formula hold together: what is looser than its place allows stands in brackets. */
export const levels = { choice: 0, sum: 1, product: 2, sign: 3, power: 4, whole: 5 } as const;

/** A written part of a formula. */
export interface Piece {
  readonly text: string;
  /** One of `levels`. */
  readonly level: number;
}

/** The part as it stands where only what holds together as tightly as `level` may stand. */
export const within = (piece: Piece, level: number, brackets = (text: string) => `(${text})`): string =>
  piece.level >= level ? piece.text : brackets(piece.text);

/** A negative number is a sign and a number, as -z is. */
export const numberLevel = (value: number): number => (value < 0 || Object.is(value, -0) ? levels.sign : levels.whole);
