/**
 * The singular values of A[rows][columns], row-major, greatest first: roots of the eigenvalues of A' A, or of A A'
 * where A is wider than high. Squaring leaves those below 1e-8 of the greatest inexact, which does no harm to a mean.
 */
export function singularValues(A: ArrayLike<number>, rows: number, columns: number): Float64Array {
  const n = Math.min(rows, columns);
  // v-th vector of the shorter side, whose products with each other are wanted.
  const [across, along] = columns <= rows ? [1, columns] : [columns, 1];
  const gram = new Float64Array(n * n);
  for (let k = 0; k < Math.max(rows, columns); k++) {
    for (let i = 0; i < n; i++) {
      const left = A[i * across + k * along];
      if (left === 0) continue;
      for (let j = 0; j <= i; j++) gram[i * n + j] += left * A[j * across + k * along];
    }
  }
  return symmetricEigenvalues(gram, n)
    .map((value) => Math.sqrt(Math.max(0, value)))
    .sort()
    .reverse();
}

/**
 * The eigenvalues of a symmetric S[n][n], of which the lower triangle is read and overwritten, in no order (all NaN where not all is finite): Householder
 * reflections to three diagonals, then implicit QL with Wilkinson's shifts.
 * Source: Golub & Van Loan, Matrix Computations (2013), sections 8.3.1 and 8.3.5.
 */
export function symmetricEigenvalues(S: Float64Array, n: number): Float64Array {
  // No sweep would ever end with these.
  if (!S.every(Number.isFinite)) return new Float64Array(n).fill(Number.NaN);
  const diagonal = new Float64Array(n);
  /** beside[k] stands between diagonal[k] and diagonal[k + 1] */
  const beside = new Float64Array(n);
  tridiagonalize(S, n, diagonal, beside);
  let sweeps = 0;
  for (let low = 0; low < n; ) {
    let high = low;
    while (high < n - 1 && !negligible(beside[high], diagonal[high], diagonal[high + 1])) high++;
    if (high === low) low++;
    else if (sweeps++ < MOST_SWEEPS * n) sweep(diagonal, beside, low, high);
    else throw new Error(`no convergence after ${sweeps} sweeps`);
  }
  return diagonal;
}

/** Reflects one row after the other, from the last one up, onto the place beside the diagonal. */
function tridiagonalize(S: Float64Array, n: number, diagonal: Float64Array, beside: Float64Array): void {
  const p = new Float64Array(n);
  for (let k = n - 1; k > 0; k--) {
    const v = S.subarray(k * n, k * n + k);
    diagonal[k] = S[k * n + k];
    const norm = Math.sqrt(dot(v, v));
    const towards = v[k - 1] > 0 ? -norm : norm;
    beside[k - 1] = towards;
    // I - tau v v', with v the row, its last place moved away from where it is sent.
    v[k - 1] -= towards;
    const square = dot(v, v);
    if (square === 0) continue;
    const tau = 2 / square;
    p.fill(0, 0, k);
    for (let i = 0; i < k; i++) {
      let sum = S[i * n + i] * v[i];
      for (let j = 0; j < i; j++) {
        sum += S[i * n + j] * v[j];
        p[j] += S[i * n + j] * v[i];
      }
      p[i] += sum;
    }
    const along = dot(p.subarray(0, k), v);
    for (let i = 0; i < k; i++) p[i] = tau * (p[i] - ((tau * along) / 2) * v[i]);
    for (let i = 0; i < k; i++) {
      for (let j = 0; j <= i; j++) S[i * n + j] -= v[i] * p[j] + p[i] * v[j];
    }
  }
  diagonal[0] = S[0];
}

function dot(u: Float64Array, v: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < v.length; k++) sum += u[k] * v[k];
  return sum;
}

/** For each eigenvalue; two do on average. */
const MOST_SWEEPS = 50;

function negligible(off: number, a: number, b: number): boolean {
  return Math.abs(off) <= Number.EPSILON * (Math.abs(a) + Math.abs(b));
}

/** One implicit QL sweep over the block low..high, from the bottom up; it lets beside[low] vanish. */
function sweep(d: Float64Array, e: Float64Array, low: number, high: number): void {
  const half = (d[low + 1] - d[low]) / (2 * e[low]);
  const shift = d[low] - e[low] / (half + Math.sign(half || 1) * Math.hypot(half, 1));
  let g = d[high] - shift;
  let [sine, cosine, carried] = [1, 1, 0];
  for (let k = high - 1; k >= low; k--) {
    const f = sine * e[k];
    const b = cosine * e[k];
    const r = Math.hypot(f, g);
    e[k + 1] = r;
    if (r === 0) {
      d[k + 1] -= carried;
      e[high] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    const at = d[k + 1] - carried;
    const t = (d[k] - at) * sine + 2 * cosine * b;
    carried = sine * t;
    d[k + 1] = at + carried;
    g = cosine * t - b;
  }
  d[low] -= carried;
  e[low] = g;
  e[high] = 0;
}
