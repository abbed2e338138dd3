import { join } from 'node:path';
import type { Command } from 'commander';
import { isModulePath, loadActivation } from '../activations/load.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { scaleFrom } from '../dataset/scale.ts';
import { loadData } from '../dataset/splits.ts';
import { selectEngine } from '../kernels/index.ts';
import { layoutOf } from '../nn/layout.ts';
import type { Network } from '../nn/network.ts';
import { buildNetwork, layersOf } from '../runs/assemble.ts';
import { loadParameters, requireRoom } from '../runs/model-file.ts';
import { readRunConfig } from '../runs/run-reader.ts';
import type { RunConfig } from '../runs/schema.ts';
import { confusionOf, perClass } from '../training/confusion.ts';
import { type Evaluation, evaluate } from '../training/evaluate.ts';
import { randomSource } from '../util/random.ts';
import { UserError, unknownName } from '../util/user-error.ts';
import { evaluateReport, type Judgement } from './evaluate-report.ts';
import { print, printJson, terminal } from './io.ts';

interface EvaluateFlags {
  data?: string;
  split: string;
  worst: string;
  activation?: string;
  json?: true;
}

export function configure(command: Command): void {
  command
    .argument('<run>', 'a run folder')
    .option('--data <source>', "another data set (default: the run's own)")
    .option('--split <name>', 'test or train', 'test')
    .option('--worst <n>', 'how many of the worst-classified samples to show', '6')
    .option('--activation <module>', 'the module, if the run was trained with an activation of your own')
    .option('--json', 'print one JSON document')
    .addHelpText('after', EXAMPLES)
    .action(act);
}

const EXAMPLES = `
Examples:
  $ gradlens evaluate runs/relu-128
  $ gradlens evaluate runs/relu-128 --data data/mnist --worst 12
  $ gradlens evaluate runs/relu-128 --json | jq .accuracy
`;

async function act(run: string, flags: EvaluateFlags): Promise<void> {
  const worst = wholeNumber('--worst', flags.worst);
  const config = readRunConfig(run);
  const network = await loadNetwork(run, config, flags.activation);
  const { labelColumn, data: own } = config.settings;
  const splits = await loadData(flags.data ?? own, { labelColumn });
  const data = partOf({ test: splits.test, train: splits.train }, flags.split);
  requireFit(run, network, data);

  const evaluation = await evaluate(network, data, scaleFrom(config.data.scale, data));
  const confusion = confusionOf(evaluation.predictions, data.labels, network.outputs);
  const result = {
    run,
    data: data.name,
    samples: data.count,
    loss: evaluation.loss,
    accuracy: evaluation.accuracy,
    classes: perClass(confusion),
    confusion,
    worst: worstOf(evaluation, data, worst),
  };
  if (flags.json) printJson(result);
  else print(evaluateReport(result, data, terminal()));
}

async function loadNetwork(run: string, { network, settings }: RunConfig, module?: string): Promise<Network> {
  // The path of a module inside a run folder is never followed: what runs is what the user names.
  if (isModulePath(settings.activation) && module === undefined) {
    throw new UserError({
      rule: `${run} was trained with an activation of your own, ${network.activation}`,
      fix: `name its module again: --activation ${settings.activation}`,
    });
  }
  const activation = await loadActivation(module ?? settings.activation);
  if (activation.name !== network.activation) {
    throw new UserError({ rule: `${run} was trained with ${network.activation}`, received: activation.name });
  }
  const { inputs, classes } = network;
  const weights = join(run, 'model.safetensors');
  requireRoom(layoutOf(inputs, layersOf(settings, activation, classes)), weights);
  const { kernels } = selectEngine(settings.engine);
  const built = buildNetwork(settings, activation, { features: inputs, classes }, randomSource(0), kernels);
  loadParameters(built, weights);
  return built;
}

function partOf(parts: Record<string, Dataset>, name: string): Dataset {
  if (!Object.hasOwn(parts, name)) throw unknownName('--split', name, Object.keys(parts));
  return parts[name];
}

function requireFit(run: string, { inputs, outputs }: Network, { name, features, classes }: Dataset): void {
  if (features === inputs && classes <= outputs) return;
  throw new UserError({
    rule: `${run} takes ${inputs} inputs and tells ${outputs} classes apart`,
    received: `${name} with ${features} values per sample and ${classes} classes`,
  });
}

/** The wrongly classified samples with the greatest losses, worst first. */
function worstOf({ losses, predictions, confidence }: Evaluation, { labels }: Dataset, n: number): Judgement[] {
  const wrong = Array.from(losses.keys()).filter((sample) => predictions[sample] !== labels[sample]);
  const worstFirst = wrong.sort((a, b) => losses[b] - losses[a]).slice(0, n);
  return worstFirst.map((sample) => ({
    sample,
    label: labels[sample],
    predicted: predictions[sample],
    confidence: confidence[sample],
    loss: losses[sample],
  }));
}

function wholeNumber(flag: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new UserError({ rule: `${flag} must be a whole number, not negative`, received: text });
}
