import type { RandomStream } from '../../util/random.ts';

/** A cloud of points in the plane, made by formula. */
export interface Shape {
  readonly classes: number;
  /** Standard deviation of what is added to both coordinates, where nothing else is asked for. */
  readonly noise: number;
  /**
   * A point of a class without noise.
   * @param t from 0 to 1 along the class's curve, in even steps
   */
  point(label: number, t: number, draws: RandomStream): readonly [x1: number, x2: number];
}

const TURN = 2 * Math.PI;
/** How far round a spiral goes. */
const SPIRAL_TURNS = 1;

/** Data sets by formula: the names that the setting `data` takes. */
export const shapes: Readonly<Record<string, Shape>> = {
  /** Two half circles that reach into each other, as scikit-learn's make_moons has them. */
  moons: {
    classes: 2,
    noise: 0.1,
    point(label, t) {
      const angle = Math.PI * t;
      return label === 0 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
    },
  },
  /** A circle inside another one, half as large, as scikit-learn's make_circles has them. */
  circles: {
    classes: 2,
    noise: 0.08,
    point(label, t) {
      const radius = label === 0 ? 1 : 0.5;
      return [radius * Math.cos(TURN * t), radius * Math.sin(TURN * t)];
    },
  },
  /** Two spirals about the same centre. Lang and Witbrock, Learning to Tell Two Spirals Apart (1988). */
  spirals: {
    classes: 2,
    noise: 0.02,
    point(label, t) {
      const angle = TURN * SPIRAL_TURNS * t + Math.PI * label;
      const radius = 0.1 + 0.9 * t;
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    },
  },
  /** Four squares, opposite ones of one class. Minsky and Papert, Perceptrons (1969). */
  xor: {
    classes: 2,
    noise: 0,
    point(label, _t, draws) {
      const [x1, side] = [2 * draws.uniform() - 1, draws.uniform()];
      const isSame = label === 0;
      return [x1, x1 >= 0 === isSame ? side : -side];
    },
  },
  /** Three round clouds. */
  blobs: {
    classes: 3,
    noise: 0.25,
    point: (label) => [Math.cos((TURN * label) / 3), Math.sin((TURN * label) / 3)],
  },
  /** What lies above and below a sine. */
  sine: {
    classes: 2,
    noise: 0.05,
    point(label, t, draws) {
      const x1 = 6 * t - 3;
      const away = 0.15 + 0.85 * draws.uniform();
      return [x1, Math.sin(2 * x1) + (label === 0 ? away : -away)];
    },
  },
};
