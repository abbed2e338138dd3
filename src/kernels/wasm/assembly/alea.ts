// The generator of the named random streams (Johannes Baagoe's Alea, 2010), continued from its state {s0, s1, s2, c} in
// four f64, so that masks drawn here are those that TypeScript would draw.

/** The next draw, uniform on (0, 1). */
@inline
export function uniform(state: usize): f64 {
  const t = 2091639.0 * load<f64>(state) + load<f64>(state, 24) * 2.3283064365386963e-10;
  const whole = Math.floor(t);
  const s2 = t - whole;
  store<f64>(state, load<f64>(state, 8));
  store<f64>(state, load<f64>(state, 16), 8);
  store<f64>(state, s2, 16);
  store<f64>(state, whole, 24);
  return s2 + 1.1641532182693481e-10;
}
