// Output activation and loss as one, on rows of O floats; formulas: src/nn/heads. Ids are places in ../routines.ts.

import { activate, activationGradient, rowMaximum, softmaxBackward, softmaxForward, sumOfExp } from './activations';
import { decayD, log, log1pD } from './math';

const SOFTMAX_CROSS_ENTROPY: i32 = 0;
const SIGMOID_BINARY_CROSS_ENTROPY: i32 = 1;
const SIGMOID_MSE: i32 = 2;
const SOFTMAX_MSE: i32 = 3;
const IDENTITY_MSE: i32 = 4;

/** Ids of the elementwise functions that heads are made of. */
const IDENTITY: i32 = 0;
const SIGMOID: i32 = 1;

@inline
function isSoftmax(id: i32): bool {
  return id == SOFTMAX_CROSS_ENTROPY || id == SOFTMAX_MSE;
}

/** outputs[B][O] from logits[B][O] */
export function headOutputs(id: i32, B: i32, O: i32, stride: i32, logits: usize, outputs: usize): void {
  if (isSoftmax(id)) return softmaxForward(B, O, stride, logits, outputs);
  const elementwise = id == IDENTITY_MSE ? IDENTITY : SIGMOID;
  const step = <usize>stride << 2;
  for (let row = 0; row < B; row++, logits += step, outputs += step) activate(elementwise, O, logits, outputs, 0);
}

/** losses[B]: the loss of each row, summed in float64 */
export function headLosses(id: i32, B: i32, O: i32, stride: i32, logits: usize, outputs: usize, labels: usize, losses: usize): void {
  const step = <usize>stride << 2;
  for (let row = 0; row < B; row++, logits += step, outputs += step, labels += 2, losses += 4) {
    const label = <usize>load<u16>(labels) << 2;
    let loss: f64;
    if (id == SOFTMAX_CROSS_ENTROPY) loss = crossEntropy(O, logits, label);
    else if (id == SIGMOID_BINARY_CROSS_ENTROPY) loss = binaryCrossEntropy(O, logits, label);
    else loss = squaredError(O, outputs, label);
    store<f32>(losses, <f32>loss);
  }
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

/** 1/2 sum_o (a - y)^2 */
function squaredError(O: i32, outputs: usize, label: usize): f64 {
  let sum: f64 = 0;
  for (let o: usize = 0, end = <usize>O << 2; o < end; o += 4) {
    const error = <f64>load<f32>(outputs + o) - (o == label ? 1 : 0);
    sum += error * error;
  }
  return sum / 2;
}

/** dlogits[B][O] of the mean loss over `batch` rows, of which these B may be a part */
export function headBackward(id: i32, B: i32, O: i32, stride: i32, logits: usize, outputs: usize, labels: usize, batch: f32, dlogits: usize): void {
  meanError(B, O, stride, outputs, labels, batch, dlogits);
  if (id == SOFTMAX_MSE) softmaxBackward(B, O, stride, outputs, dlogits, dlogits);
  if (id != SIGMOID_MSE) return;
  const step = <usize>stride << 2;
  for (let row = 0; row < B; row++, logits += step, outputs += step, dlogits += step) {
    activationGradient(SIGMOID, O, logits, outputs, dlogits, dlogits, 0);
  }
}

/** error[B][O] = (outputs[B][O] - y) / batch */
function meanError(B: i32, O: i32, stride: i32, outputs: usize, labels: usize, batch: f32, error: usize): void {
  const step = <usize>stride << 2;
  for (let row = 0; row < B; row++, outputs += step, labels += 2, error += step) {
    const label = <usize>load<u16>(labels) << 2;
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
    if (best == <usize>load<u16>(labels) << 2) right++;
  }
  return right;
}
