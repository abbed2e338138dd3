/**
 * gradlens: multilayer perceptrons from scratch, and what the choice of activation does to them.
 *
 * @example
 * const { train: data, test } = await loadData('mnist10k');
 * const scale = fitScale('255', data);
 * const random = randomSource(0);
 * const network = new Network({ inputs: data.features, layers: [dense(100, 'tanh'), dense(10)], random });
 * for await (const event of train({ network, train: data, test, scale, epochs: 3, batchSize: 32, random })) {
 *   if (event.type === 'epoch') console.log(event.epoch, event.test?.accuracy);
 * }
 */

export { defineActivation } from './activations/custom.ts';
export type { CustomActivation } from './activations/custom-fields.ts';
export type { Activation, ActivationName, PreferredInit, ScalarFunction, Values } from './activations/index.ts';
export { activationByName, activationNames, activations } from './activations/index.ts';
export { loadActivation } from './activations/load.ts';
export {
  activationFunctions,
  attenuationCurves,
  type ChartSpec,
  classicPair,
  gradientHeatMap,
  gradientNorms,
  histograms,
  layerCurves,
  learningCurves,
  type RunGroup,
  rateSearchCurves,
  toPng,
  toSvg,
  updateRatios,
} from './charts/graphics/index.ts';
export { comparisonReport, runReport } from './charts/report/index.ts';
export { Batches, type BatchOptions } from './dataset/batches.ts';
export { type Dataset, type Splits, slice } from './dataset/dataset.ts';
export { type DownloadOptions, datasetNames, downloadDataset } from './dataset/download.ts';
export { fitScale, type Scale, type ScaleName, scaleFrom, scaleNames } from './dataset/scale.ts';
export { type LoadOptions, loadData } from './dataset/splits.ts';
export { engineNames, type SelectedEngine, selectEngine } from './kernels/index.ts';
export type { Head, Kernels, Labels, Optimizer, OptimizerStep } from './kernels/kernels.ts';
export { reference } from './kernels/reference/index.ts';
export { Dense, type DenseSpec, dense } from './nn/dense.ts';
export { checkAllGradients, checkGradients, type GradientCheck, gradientErrors } from './nn/gradient-check.ts';
export { addPenalties, clipGradients, type Penalties } from './nn/gradient-rules.ts';
export { type HeadName, headByName, headNames, heads } from './nn/heads/index.ts';
export { type Initializer, initializerByName, initializers } from './nn/initializers.ts';
export type { Layout, Tensor } from './nn/layout.ts';
export { argmax, Network, type NetworkOptions } from './nn/network.ts';
export { type OptimizerName, optimizerByName, optimizerNames, optimizers } from './nn/optimizers/index.ts';
export { type Schedule, scheduleByName, scheduleNames } from './nn/schedules.ts';
export { Update, type UpdateOptions } from './nn/update.ts';
export { type Assembly, assemble } from './runs/assemble.ts';
export { diagnoseRun } from './runs/diagnose-run.ts';
export { type ListedRun, listRuns, type RunList } from './runs/list-runs.ts';
export type { LoggedCurve, LoggedCurves, LoggedPoint } from './runs/logged-curves.ts';
export { readLoggedCurves } from './runs/read-logged-curves.ts';
export { type LoggedStep, readRunRecord, readSteps } from './runs/read-run-record.ts';
export { readRunConfig } from './runs/run-reader.ts';
export type { RunRecord } from './runs/run-record.ts';
export { type RunOptions, runTraining } from './runs/run-training.ts';
export { resolveSettings, type Settings } from './runs/settings.ts';
export { confusionOf, perClass } from './training/confusion.ts';
export { type DiagnosisFacts, diagnose, type Finding, HEALTHY } from './training/diagnosis.ts';
export { BestEpoch, type MonitorName, monitorNames } from './training/early-stopping.ts';
export { type Evaluation, evaluate } from './training/evaluate.ts';
export type {
  Attenuation,
  Divergence,
  EpochMetrics,
  Histogram,
  LayerProbe,
  Probe,
  Score,
  TrainingEvent,
} from './training/events.ts';
export { type ProbeOptions, Prober } from './training/probe.ts';
export { Summarizer, type TrainingStatus, type TrainingSummary } from './training/summary.ts';
export { type TrainOptions, train } from './training/train.ts';
export { type RandomSource, type RandomStream, randomSource } from './util/random.ts';
export { type Mistake, UserError } from './util/user-error.ts';
