import { folderName } from '../activations/names.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { shadesIn } from '../dataset/scale-choice.ts';
import { layerFacts } from '../formats/layer-facts.ts';
import type { Network } from '../nn/network.ts';
import { hiddenText, hiddenUnits } from '../settings/hidden-layers.ts';
import { intervalOf } from '../settings/intervals.ts';
import { dataFacts } from '../training/diagnosis/facts/data-facts.ts';
import type { TrainingEvent } from '../training/events.ts';
import type { EpochMetrics } from '../training/metrics.ts';
import { Summarizer } from '../training/summary.ts';
import { train } from '../training/train.ts';
import type { Assembly } from './assemble.ts';
import { activationLabel } from './build-network.ts';
import { type ContinuedRun, checkpointShape } from './checkpoint/resume.ts';
import { diagnoseRun } from './diagnose-run.ts';
import { RunWriter } from './folder/run-writer.ts';
import type { RunConfig, RunSummary } from './folder/schema.ts';

/** Where a run goes, and who listens to it. */
export interface RunOptions {
  /** The run folder; taken names get -2, -3, ... Default: runs/ACTIVATION-SIZES. With null nothing is written. */
  folder?: string | null;
  /** Version of gradlens, for config.json. */
  version: string;
  /** Ends the training after the step under way; what was learned is saved. */
  signal?: AbortSignal;
  /** Called when all is checked and the folder is made; its name, or null where nothing is written. */
  begin?: (folder: string | null) => void;
  /** Hears every event, e.g. to show progress. */
  listen?: (event: TrainingEvent) => void;
  /** A run that was begun before: it goes on in its own folder. */
  continued?: ContinuedRun;
}

/** What a training came to. */
export interface TrainedRun {
  readonly summary: RunSummary;
  /** Whole epochs, in order, those before it was taken up too. */
  readonly metrics: readonly EpochMetrics[];
}

/**
 * A whole training with its run folder: config first, logs while it goes on, weights and summary at its end.
 * @throws UserError for options that do not fit the data, or where the folder cannot be written
 */
export async function runTraining(assembly: Assembly, options: RunOptions): Promise<TrainedRun> {
  const { network, best, settings } = assembly;
  const { signal, begin, listen, continued, folder = defaultFolder(assembly) } = options;
  const config = describeRun(assembly, options.version);
  // First of all, since it may refuse the options: no folder is made for a training that cannot begin.
  const events = train({
    ...assembly.options,
    ...(folder !== null && { checkpoints: { every: intervalOf(settings.checkpointEvery) } }),
    ...(continued?.state && { from: continued.state }),
    ...(signal && { signal }),
  });
  const summarizer = new Summarizer(best, settings.earlyStopping);
  if (continued?.state) summarizer.recall(continued.metrics, continued.probes, continued.state);
  const writer = await writerOf(assembly, config, continued, folder);
  try {
    begin?.(writer?.folder ?? null);
    for await (const event of events) {
      summarizer.add(event);
      writer?.add(event, event.type === 'epoch' && summarizer.best?.epoch === event.epoch ? network : undefined);
      listen?.(event);
    }
    const summary = await finish(assembly, config, summarizer, writer);
    return { summary, metrics: summarizer.course().metrics };
  } finally {
    await writer?.close();
  }
}

function writerOf(
  assembly: Assembly,
  config: RunConfig,
  continued: ContinuedRun | undefined,
  folder: string | null,
): Promise<RunWriter> | undefined {
  const shape = checkpointShape(assembly);
  if (continued) return RunWriter.reopen(continued.folder, config, shape, continued);
  return folder === null ? undefined : RunWriter.create(folder, config, shape);
}

/** The end of a training that was not broken off: its summary, told and written. */
async function finish(
  { network, settings, scale, activation }: Assembly,
  config: RunConfig,
  summarizer: Summarizer,
  writer: RunWriter | undefined,
): Promise<RunSummary> {
  const { divergence, ...figures } = summarizer.summary();
  const summary: RunSummary = {
    ...figures,
    run: writer?.folder ?? '',
    parameters: network.layout.length,
    config,
    diagnosis: diagnoseRun(config, summarizer.course(), activation),
    ...(divergence && { divergence }),
  };
  await writer?.finish(network, summary, {
    format: 'gradlens',
    layout: 'weight [inputs][outputs], z = x W + b',
    activation: activationLabel(network, activation),
    layers: layerFacts(network),
    head: settings.head,
    scale: JSON.stringify(scale),
    data: JSON.stringify({ name: config.data.name, fingerprint: config.data.fingerprint }),
  });
  return summary;
}

function engineOf({ kernels: { name, flavour, precision } }: Network) {
  return { name, flavour, precision };
}

/** The config.json of a run. */
export function describeRun(
  { settings, activation, network, splits, scale, options }: Assembly,
  version: string,
): RunConfig {
  return {
    versions: { gradlens: version, node: process.versions.node },
    settings,
    engine: { ...engineOf(network), threads: options.threads ?? 1 },
    network: {
      inputs: network.inputs,
      classes: network.outputs,
      activation: activationLabel(network, activation),
      parameters: network.layout.length,
    },
    data: {
      name: splits.name,
      fingerprint: splits.fingerprint,
      samples: {
        train: splits.train.count,
        validation: splits.validation?.count ?? 0,
        test: splits.test.count,
      },
      scale,
      ...formOf(splits.train),
      facts: dataFacts({ ...splits, scale }),
    },
  };
}

/** What other data must be like, to be used with the network. */
function formOf(data: Dataset): Partial<RunConfig['data']> {
  const { classNames, labelsAreNames, columns, shape } = data;
  return {
    ...(classNames && { classNames, labelsAreNames: labelsAreNames === true }),
    ...(columns && { columns }),
    ...(shape && { shape: [...shape] }),
    shades: shadesIn(data) ?? null,
  };
}

/** runs/relu-128, runs/tanh-5x100, runs/softmax-regression */
function defaultFolder({ settings: { hidden }, activation, network }: Assembly): string {
  if (hidden.length === 0) return 'runs/softmax-regression';
  const shape = hiddenText(hidden.map((layer) => hiddenUnits(layer).units)).replaceAll(',', '-');
  return `runs/${folderName(activationLabel(network, activation))}-${shape}`;
}
