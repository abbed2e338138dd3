// What runs in Node and in browsers alike; index.ts and browser.ts add what differs. Nothing here may reach a node:
// module, which test/browser/imports.test.ts sees to.

export { defineActivation } from './activations/custom.ts';
export type { CustomActivation } from './activations/custom-fields.ts';
export { activationFromFormula } from './activations/formula/from-formula.ts';
export type { Activation, ActivationName, PreferredInit, ScalarFunction, Values } from './activations/index.ts';
export { activationByName, activationNames, activations } from './activations/index.ts';
export * from './charts/graphics/portable.ts';
export { Batches, type BatchOptions } from './dataset/batches.ts';
export { type Dataset, type Parts, type Splits, slice } from './dataset/dataset.ts';
export { type DivideOptions, divide } from './dataset/divide.ts';
export type { DataNote } from './dataset/samples/notes.ts';
export type { Shades } from './dataset/samples/shades.ts';
export type { Transpose } from './dataset/samples/transpose.ts';
export { fitScale, type SavedScale, type Scale, type ScaleName, scaleFrom, scaleNames } from './dataset/scale.ts';
export type { RateSearch, TriedRate } from './experiments/comparison.ts';
export { type RateScore, type SearchOptions, searchRate } from './experiments/rate-search.ts';
export type { Formula } from './expression/formula.ts';
export type { Head, Kernels, Labels, Optimizer, OptimizerStep, Slowdown, TrainingParts } from './kernels/kernels.ts';
export type {
  Instruction,
  ParameterArrays,
  Program,
  ProgramData,
  ProgramEvaluation,
  ProgramSpec,
  Role,
  StepReport,
} from './kernels/program.ts';
export { reference } from './kernels/reference/index.ts';
export type { Constant } from './kernels/rules.ts';
export { engineNames, type SelectedEngine } from './kernels/selection.ts';
export type { BufferLayouts, NetworkBuffers } from './nn/buffers.ts';
export {
  type CheckedLayers,
  checkAllGradients,
  checkGradients,
  type GradientCheck,
  gradientErrors,
} from './nn/gradient-check.ts';
export { addPenalties, clipGradients, type Penalties } from './nn/gradient-rules.ts';
export { type HeadName, headByName, headNames, heads } from './nn/heads/index.ts';
export { type Initializer, initializerByName, initializers } from './nn/initializers.ts';
export {
  ActivationLayer,
  type ActivationSpec,
  activation,
  BatchNorm,
  type BatchNormSpec,
  batchNorm,
  DenseLayer,
  type DenseOptions,
  type DenseViews,
  Dropout,
  type DropoutSpec,
  dense,
  dropout,
  type Layer,
  type LayerBuilder,
  type LayerList,
  LayerNorm,
  type LayerNormSpec,
  type LayerSpec,
  Linear,
  type LinearSpec,
  layerNorm,
  linear,
  type NormName,
  normNames,
  type Pass,
  type PassMode,
  Residual,
  type ResidualSpec,
  residual,
} from './nn/layers/index.ts';
export type { LayerTensor, Layout, Tensor, TensorShape } from './nn/layout.ts';
export { argmax, Network, type NetworkOptions } from './nn/network.ts';
export { type OptimizerName, optimizerByName, optimizerNames, optimizers } from './nn/optimizers/index.ts';
export { type Schedule, scheduleByName, scheduleNames } from './nn/schedules.ts';
export { Update, type UpdateOptions } from './nn/update.ts';
export type { RunRecord } from './runs/folder/run-record.ts';
export type { RunConfig, RunSummary } from './runs/folder/schema.ts';
export type { HiddenLayer } from './settings/hidden-layers.ts';
export type { CheckpointInterval } from './settings/intervals.ts';
export { type MonitorName, monitorNames } from './settings/monitors.ts';
export { resolveSettings, type SettingsSource } from './settings/resolve.ts';
export type { Bounds, Setting, SettingControl, SettingFacts } from './settings/setting.ts';
export { groupTitles, type SettingName, type Settings, settingNames, settingsTable } from './settings/table.ts';
export { type ClassScore, confusionOf, perClass } from './training/confusion.ts';
export type { Finding } from './training/diagnosis/diagnosis.ts';
export type { Evidence, LayerFigures, ProbeFigures } from './training/diagnosis/evidence.ts';
export { type ActivationFacts, activationFacts } from './training/diagnosis/facts/activation-facts.ts';
export { type DataFacts, dataFacts, type PartFacts, type TrainingData } from './training/diagnosis/facts/data-facts.ts';
export type { InputFigures } from './training/diagnosis/facts/input-figures.ts';
export type { LabelFigures } from './training/diagnosis/facts/label-figures.ts';
export type { NeighbourFigures } from './training/diagnosis/facts/nearest-neighbour.ts';
export type { Remedy } from './training/diagnosis/remedy.ts';
export type { FactsOf, RuleName } from './training/diagnosis/rules/index.ts';
export type { Severity } from './training/diagnosis/rules/rule.ts';
export type { Divergence, Halving, Setback } from './training/divergence.ts';
export type {
  EarlyStopping,
  EarlyStoppingState,
} from './training/early-stopping.ts';
export { type Evaluation, evaluate } from './training/evaluate.ts';
export type { TrainingEvent } from './training/events.ts';
export type { EpochMetrics, Score } from './training/metrics.ts';
export type { Attenuation, HeadProbe, Histogram, LayerProbe, Probe } from './training/probes/figures.ts';
export { type ProbeOptions, Prober } from './training/probes/probe.ts';
export type { TrainingPosition, TrainingState } from './training/state.ts';
export { Summarizer, type TrainingStatus, type TrainingSummary } from './training/summary.ts';
export { train } from './training/train.ts';
export type { TrainOptions } from './training/train-options.ts';
export type { Message, SettingMention, Spell } from './util/message.ts';
export { type RandomSource, type RandomState, type RandomStream, randomSource } from './util/random.ts';
export { type Mistake, UserError } from './util/user-error.ts';
export { diagnose, type FindingRecord, type ToldFinding, tell } from './words/diagnosis.ts';
export { type Words, wordsIn } from './words/index.ts';
export { type Language, languageNames, languages } from './words/language.ts';
export type { Telling } from './words/phrases/diagnosis.ts';
export type { SettingValues, Spelling } from './words/spelling.ts';
