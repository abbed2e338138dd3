// Losses of heads and their gradients, on B rows of O floats that are `stride` floats apart; formulas: src/nn/heads. Each
// head has two functions, named after it, by which ../../routines.ts finds them; its outputs are those of an activation.
//
//   ...__losses   losses[B]: the loss of each row, summed in float64
//   ...__backward dlogits[B][O] of the mean loss over `batch` rows, of which these B may be a part

import { decayD, log, log1pD } from '../vectors/math';
import { Sigmoid } from './elementwise';
import { backward } from './elements';
import { rowMaximum, softmaxBackward, sumOfExp } from './softmax';

export function softmax_cross_entropy__losses(B: i32, O: i32, stride: i32, logits: usize, outputs: usize, labels: usize, losses: usize): void {
  for (; B > 0; B--, logits += <usize>stride << 2, labels += 2, losses += 4) store<f32>(losses, <f32>crossEntropy(O, logits, labelOf(labels)));
}
export function softmax_cross_entropy__backward(B: i32, O: i32, stride: i32, logits: usize, outputs: usize, labels: usize, batch: f32, dlogits: usize): void {
  meanError(B, O, stride, outputs, labels, batch, dlogits);
}

export function sigmoid_binary_cross_entropy__losses(B: i32, O: i32, stride: i32, logits: usize, outputs: usize, labels: usize, losses: usize): void {
  for (; B > 0; B--, logits += <usize>stride << 2, labels += 2, losses += 4) store<f32>(losses, <f32>binaryCrossEntropy(O, logits, labelOf(labels)));
}
export function sigmoid_binary_cross_entropy__backward(B: i32, O: i32, stride: i32, logits: usize, outputs: usize, labels: usize, batch: f32, dlogits: usize): void {
  meanError(B, O, stride, outputs, labels, batch, dlogits);
}

export function sigmoid_mse__losses(B: i32, O: i32, stride: i32, logits: usize, outputs: usize, labels: usize, losses: usize): void {
  squaredErrors(B, O, stride, outputs, labels, losses);
}
export function sigmoid_mse__backward(B: i32, O: i32, stride: i32, logits: usize, outputs: usize, labels: usize, batch: f32, dlogits: usize): void {
  meanError(B, O, stride, outputs, labels, batch, dlogits);
  const step = <usize>stride << 2;
  for (; B > 0; B--, logits += step, outputs += step, dlogits += step) backward<Sigmoid>(O, logits, outputs, dlogits, dlogits, 0);
}

export function softmax_mse__losses(B: i32, O: i32, stride: i32, logits: usize, outputs: usize, labels: usize, losses: usize): void {
  squaredErrors(B, O, stride, outputs, labels, losses);
}
export function softmax_mse__backward(B: i32, O: i32, stride: i32, logits: usize, outputs: usize, labels: usize, batch: f32, dlogits: usize): void {
  meanError(B, O, stride, outputs, labels, batch, dlogits);
  const step = <usize>stride << 2;
  for (; B > 0; B--, outputs += step, dlogits += step) softmaxBackward(O, outputs, dlogits, dlogits);
}

export function identity_mse__losses(B: i32, O: i32, stride: i32, logits: usize, outputs: usize, labels: usize, losses: usize): void {
  squaredErrors(B, O, stride, outputs, labels, losses);
}
export function identity_mse__backward(B: i32, O: i32, stride: i32, logits: usize, outputs: usize, labels: usize, batch: f32, dlogits: usize): void {
  meanError(B, O, stride, outputs, labels, batch, dlogits);
}

/** A label, as bytes from the beginning of a row. */
@inline
function labelOf(labels: usize): usize {
  return <usize>load<u16>(labels) << 2;
}

/** log(sum_k exp(z_k)) - z_y; `label` in bytes */
function crossEntropy(O: i32, logits: usize, label: usize): f64 {
  const most = rowMaximum(O, logits);
  return log(sumOfExp(O, logits, most)) + (<f64>most - <f64>load<f32>(logits + label));
}

/** sum_o of log(1 + exp(-|z|)) + max(z, 0) - y z */
function binaryCrossEntropy(O: i32, logits: usize, label: usize): f64 {
  let sum: f64 = 0;
  for (let o: usize = 0, end = <usize>O << 2; o < end; o += 4) {
    const z = <f64>load<f32>(logits + o);
    const target: f64 = o == label ? 1 : 0;
    sum += f64x2.extract_lane(log1pD(decayD(f64x2.splat(z))), 0) + (z > 0 ? z : 0) - target * z;
  }
  return sum;
}

function squaredErrors(B: i32, O: i32, stride: i32, outputs: usize, labels: usize, losses: usize): void {
  for (; B > 0; B--, outputs += <usize>stride << 2, labels += 2, losses += 4) store<f32>(losses, <f32>squaredError(O, outputs, labelOf(labels)));
}

/** 1/2 sum_o (a - y)^2 */
function squaredError(O: i32, outputs: usize, label: usize): f64 {
  let sum: f64 = 0;
  for (let o: usize = 0, end = <usize>O << 2; o < end; o += 4) {
    const error = <f64>load<f32>(outputs + o) - (o == label ? 1 : 0);
    sum += error * error;
  }
  return sum / 2;
}

/** error[B][O] = (outputs[B][O] - y) / batch */
function meanError(B: i32, O: i32, stride: i32, outputs: usize, labels: usize, batch: f32, error: usize): void {
  const step = <usize>stride << 2;
  for (let row = 0; row < B; row++, outputs += step, labels += 2, error += step) {
    const label = labelOf(labels);
    for (let o: usize = 0, end = <usize>O << 2; o < end; o += 4) {
      const target: f32 = o == label ? 1 : 0;
      store<f32>(error + o, (load<f32>(outputs + o) - target) / batch);
    }
  }
}

/** The number of rows whose largest output, the first of equals, is at the label. */
export function rowsCorrect(B: i32, O: i32, stride: i32, outputs: usize, labels: usize): i32 {
  const step = <usize>stride << 2;
  let right = 0;
  for (let row = 0; row < B; row++, outputs += step, labels += 2) {
    let best: usize = 0;
    for (let o: usize = 4, end = <usize>O << 2; o < end; o += 4) {
      if (load<f32>(outputs + o) > load<f32>(outputs + best)) best = o;
    }
    if (best == labelOf(labels)) right++;
  }
  return right;
}
