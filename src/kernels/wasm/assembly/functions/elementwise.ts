// One class for each elementwise activation, named as the activation is: f and its slope side by side, on four float32.
// They are types only: no object is ever made, and generic code that names one has its functions inlined. The build makes
// the exports of each (generated/activations.ts), by which ../../routines.ts finds them. Formulas: src/activations.

import {
  all, allD, atLeastD, atMostD, bellD, decay, decayD, expm1D, high, join, log1pD, logistic, logisticD, logisticSlopeD, low,
  normalDistributionD, softplusD, tanh, tanhD, tanhShrinkD, wherePositive, wherePositiveD,
} from '../vectors/math';

/** 1 where the mask is set, else 0. */
@inline
function oneWhere(mask: v128): v128 {
  return v128.and(mask, all(1));
}

@unmanaged
export class Identity {
  @inline f(z: v128, p: f32): v128 { return z; }
  @inline df(z: v128, a: v128, p: f32): v128 { return all(1); }
}

@unmanaged
export class Sigmoid {
  @inline f(z: v128, p: f32): v128 { return logistic(z); }
  /** Absolute error 6e-8: for large z, 1 - a keeps no more digits than a has. */
  @inline df(z: v128, a: v128, p: f32): v128 { return f32x4.mul(a, f32x4.sub(all(1), a)); }
}

@unmanaged
export class Tanh {
  @inline f(z: v128, p: f32): v128 { return tanh(z); }
  /** Absolute error 1.2e-7, as above. */
  @inline df(z: v128, a: v128, p: f32): v128 { return f32x4.mul(f32x4.sub(all(1), a), f32x4.add(all(1), a)); }
}

@unmanaged
export class Relu {
  /** pmax keeps NaN. */
  @inline f(z: v128, p: f32): v128 { return f32x4.pmax(z, all(0)); }
  @inline df(z: v128, a: v128, p: f32): v128 { return oneWhere(f32x4.gt(z, all(0))); }
}

@unmanaged
export class LeakyRelu {
  @inline f(z: v128, p: f32): v128 { return f32x4.pmax(z, f32x4.mul(z, all(0.01))); }
  @inline df(z: v128, a: v128, p: f32): v128 { return wherePositive(z, all(1), all(0.01)); }
}

/** exp(z) - 1 where z is not positive; there the bound costs nothing, and elsewhere the result is not used. */
@inline
function expm1Below(z: v128): v128 {
  return join(expm1D(atMostD(low(z), 0)), expm1D(atMostD(high(z), 0)));
}

@unmanaged
export class Elu {
  @inline f(z: v128, p: f32): v128 { return wherePositive(z, z, expm1Below(z)); }
  @inline df(z: v128, a: v128, p: f32): v128 { return wherePositive(z, all(1), decay(z)); }
}

/** At alpha = 1 the same function. */
@unmanaged
export class Celu extends Elu {}

const SELU_SCALE: f64 = 1.0507009873554805;
const SELU_SCALED_ALPHA: f64 = SELU_SCALE * 1.6732632423543772;

@inline
function seluD(z: v128): v128 {
  const below = f64x2.mul(expm1D(atMostD(z, 0)), allD(SELU_SCALED_ALPHA));
  return wherePositiveD(z, f64x2.mul(z, allD(SELU_SCALE)), below);
}

@unmanaged
export class Selu {
  @inline f(z: v128, p: f32): v128 { return join(seluD(low(z)), seluD(high(z))); }
  @inline df(z: v128, a: v128, p: f32): v128 {
    return wherePositive(z, all(<f32>SELU_SCALE), f32x4.mul(decay(z), all(<f32>SELU_SCALED_ALPHA)));
  }
}

/** The factor z of f: -Infinity times the 0 beside it would be NaN, and from -30 on f is 0. */
@inline
function factorD(z: v128): v128 {
  return atLeastD(z, -1000);
}

/** Height of the standard normal density at its middle, 1 / sqrt(2 pi). */
const DENSITY: f64 = 0.3989422804014327;

@inline
function geluD(z: v128): v128 {
  return f64x2.mul(factorD(z), normalDistributionD(z, bellD(z)));
}

@inline
function geluSlopeD(z: v128): v128 {
  const bell = bellD(z);
  const near = atMostD(factorD(z), 1000);
  return f64x2.add(normalDistributionD(z, bell), f64x2.mul(f64x2.mul(near, allD(DENSITY)), bell));
}

@unmanaged
export class Gelu {
  @inline f(z: v128, p: f32): v128 { return join(geluD(low(z)), geluD(high(z))); }
  @inline df(z: v128, a: v128, p: f32): v128 { return join(geluSlopeD(low(z)), geluSlopeD(high(z))); }
}

const GELU_ROOT: f64 = 1.5957691216057308; // 2 sqrt(2 / pi)
const GELU_CUBIC: f64 = 0.044715;

/** The 2u with (1 + tanh u) / 2 = logistic(2u). */
@inline
function geluTwiceD(z: v128): v128 {
  const cubic = f64x2.add(f64x2.mul(f64x2.mul(z, z), allD(GELU_CUBIC)), allD(1));
  return f64x2.mul(f64x2.mul(z, allD(GELU_ROOT)), cubic);
}

@inline
function geluTanhD(z: v128): v128 {
  return f64x2.mul(factorD(z), logisticD(geluTwiceD(z)));
}

@inline
function geluTanhSlopeD(z: v128): v128 {
  // Beyond 30 the slope is 0 or 1, and exp(-|2u|) must outweigh the cube of z.
  z = atMostD(atLeastD(z, -30), 30);
  const e = decayD(geluTwiceD(z));
  const d = f64x2.div(allD(1), f64x2.add(e, allD(1)));
  const ofTwice = f64x2.add(f64x2.mul(f64x2.mul(z, z), allD(3 * GELU_CUBIC)), allD(1));
  const rest = f64x2.mul(f64x2.mul(f64x2.mul(e, d), d), f64x2.mul(f64x2.mul(z, allD(GELU_ROOT)), ofTwice));
  return f64x2.add(wherePositiveD(z, d, f64x2.mul(e, d)), rest);
}

@unmanaged
export class GeluTanh {
  @inline f(z: v128, p: f32): v128 { return join(geluTanhD(low(z)), geluTanhD(high(z))); }
  @inline df(z: v128, a: v128, p: f32): v128 { return join(geluTanhSlopeD(low(z)), geluTanhSlopeD(high(z))); }
}

@inline
function siluD(z: v128): v128 {
  return f64x2.mul(factorD(z), logisticD(z));
}

/** s + z s (1 - s) with s = logistic(z) */
@inline
function siluSlopeD(z: v128): v128 {
  const e = decayD(z);
  const d = f64x2.div(allD(1), f64x2.add(e, allD(1)));
  const ed = f64x2.mul(e, d);
  const near = atMostD(factorD(z), 1000);
  return f64x2.add(wherePositiveD(z, d, ed), f64x2.mul(f64x2.mul(near, ed), d));
}

@unmanaged
export class Silu {
  @inline f(z: v128, p: f32): v128 { return join(siluD(low(z)), siluD(high(z))); }
  @inline df(z: v128, a: v128, p: f32): v128 { return join(siluSlopeD(low(z)), siluSlopeD(high(z))); }
}

/** Top of the fraction that is mish's weight, tanh(softplus(z)), from e = exp(-|z|). */
@inline
function mishTopD(z: v128, e: v128): v128 {
  const twice = f64x2.add(e, e);
  return wherePositiveD(z, f64x2.add(twice, allD(1)), f64x2.add(f64x2.mul(e, e), twice));
}

/** What the bottom has more than the top. */
@inline
function mishRestD(z: v128, e: v128): v128 {
  return wherePositiveD(z, f64x2.mul(f64x2.add(e, e), e), allD(2));
}

@inline
function mishD(z: v128): v128 {
  const e = decayD(z);
  const top = mishTopD(z, e);
  return f64x2.mul(factorD(z), f64x2.div(top, f64x2.add(top, mishRestD(z, e))));
}

@inline
function mishSlopeD(z: v128): v128 {
  const e = decayD(z);
  const top = mishTopD(z, e);
  const over = f64x2.div(allD(1), f64x2.add(top, mishRestD(z, e)));
  const near = atMostD(factorD(z), 1000);
  const steep = f64x2.mul(f64x2.mul(f64x2.mul(e, allD(4)), f64x2.add(e, allD(1))), wherePositiveD(z, e, allD(1)));
  return f64x2.mul(over, f64x2.add(top, f64x2.mul(near, f64x2.mul(steep, over))));
}

@unmanaged
export class Mish {
  @inline f(z: v128, p: f32): v128 { return join(mishD(low(z)), mishD(high(z))); }
  @inline df(z: v128, a: v128, p: f32): v128 { return join(mishSlopeD(low(z)), mishSlopeD(high(z))); }
}

@unmanaged
export class Softplus {
  @inline f(z: v128, p: f32): v128 { return join(softplusD(low(z)), softplusD(high(z))); }
  @inline df(z: v128, a: v128, p: f32): v128 { return logistic(z); }
}

@unmanaged
export class Softsign {
  @inline f(z: v128, p: f32): v128 { return f32x4.div(z, f32x4.add(f32x4.abs(z), all(1))); }
  @inline df(z: v128, a: v128, p: f32): v128 {
    const d = f32x4.div(all(1), f32x4.add(f32x4.abs(z), all(1)));
    return f32x4.mul(d, d);
  }
}

/** z within least..most; NaN stays NaN. */
@inline
function within(z: v128, least: f32, most: f32): v128 {
  return f32x4.pmin(f32x4.pmax(z, all(least)), all(most));
}

@unmanaged
export class HardTanh {
  @inline f(z: v128, p: f32): v128 { return within(z, -1, 1); }
  @inline df(z: v128, a: v128, p: f32): v128 { return oneWhere(f32x4.lt(f32x4.abs(z), all(1))); }
}

@inline
function hardSigmoid(z: v128): v128 {
  return f32x4.div(within(f32x4.add(z, all(3)), 0, 6), all(6));
}

@unmanaged
export class HardSigmoid {
  @inline f(z: v128, p: f32): v128 { return hardSigmoid(z); }
  @inline df(z: v128, a: v128, p: f32): v128 {
    return v128.and(f32x4.lt(f32x4.abs(z), all(3)), all(1.0 / 6.0));
  }
}

@unmanaged
export class HardSwish {
  @inline f(z: v128, p: f32): v128 { return f32x4.mul(z, hardSigmoid(z)); }
  @inline df(z: v128, a: v128, p: f32): v128 {
    const inner = f32x4.div(f32x4.add(f32x4.add(z, z), all(3)), all(6));
    return v128.bitselect(inner, oneWhere(f32x4.gt(z, all(0))), f32x4.lt(f32x4.abs(z), all(3)));
  }
}

@unmanaged
export class Relu6 {
  @inline f(z: v128, p: f32): v128 { return within(z, 0, 6); }
  @inline df(z: v128, a: v128, p: f32): v128 {
    return oneWhere(v128.and(f32x4.gt(z, all(0)), f32x4.lt(z, all(6))));
  }
}

const THRESHOLD: f32 = 0.5;

/** Slope of both shrinkages: 0 within the threshold, else 1, for NaN too. */
@inline
function shrinkSlope(z: v128): v128 {
  return v128.andnot(all(1), f32x4.le(f32x4.abs(z), all(THRESHOLD)));
}

@unmanaged
export class SoftShrink {
  @inline f(z: v128, p: f32): v128 { return f32x4.sub(z, within(z, -THRESHOLD, THRESHOLD)); }
  @inline df(z: v128, a: v128, p: f32): v128 { return shrinkSlope(z); }
}

@unmanaged
export class HardShrink {
  @inline f(z: v128, p: f32): v128 { return v128.andnot(z, f32x4.le(f32x4.abs(z), all(THRESHOLD))); }
  @inline df(z: v128, a: v128, p: f32): v128 { return shrinkSlope(z); }
}

@inline
function squaredTanhD(z: v128): v128 {
  const a = tanhD(z);
  return f64x2.mul(a, a);
}

@unmanaged
export class TanhShrink {
  @inline f(z: v128, p: f32): v128 { return join(tanhShrinkD(low(z)), tanhShrinkD(high(z))); }
  @inline df(z: v128, a: v128, p: f32): v128 { return join(squaredTanhD(low(z)), squaredTanhD(high(z))); }
}

/** min(z, 0) - log(1 + exp(-|z|)) */
@inline
function logSigmoidD(z: v128): v128 {
  return f64x2.sub(atMostD(z, 0), log1pD(decayD(z)));
}

@unmanaged
export class LogSigmoid {
  @inline f(z: v128, p: f32): v128 { return join(logSigmoidD(low(z)), logSigmoidD(high(z))); }
  @inline df(z: v128, a: v128, p: f32): v128 { return logistic(f32x4.neg(z)); }
}

const LECUN_HEIGHT: f64 = 1.7159;

@inline
function lecunSlopeD(z: v128): v128 {
  return f64x2.mul(logisticSlopeD(f64x2.mul(z, allD(4.0 / 3.0))), allD(LECUN_HEIGHT * 8 / 3));
}

@inline
function lecunTanhD(z: v128): v128 {
  return f64x2.mul(tanhD(f64x2.mul(z, allD(2.0 / 3.0))), allD(LECUN_HEIGHT));
}

@unmanaged
export class LecunTanh {
  @inline f(z: v128, p: f32): v128 { return join(lecunTanhD(low(z)), lecunTanhD(high(z))); }
  @inline df(z: v128, a: v128, p: f32): v128 { return join(lecunSlopeD(low(z)), lecunSlopeD(high(z))); }
}

/** p is the slope. */
@unmanaged
export class Prelu {
  @inline f(z: v128, p: f32): v128 { return wherePositive(z, z, f32x4.mul(z, all(p))); }
  @inline df(z: v128, a: v128, p: f32): v128 { return wherePositive(z, all(1), all(p)); }
  /** Not min(z, 0): da may be infinite where z is positive, and the reference's 0 * Infinity is NaN too. */
  @inline dfdp(z: f32): f32 { return z > 0 ? 0 : z; }
}
