import type { Command } from 'commander';
import type { Dataset } from '../dataset/dataset.ts';
import { scaleFrom } from '../dataset/scale.ts';
import { loadData } from '../dataset/splits.ts';
import type { Network } from '../nn/network.ts';
import { loadNetwork } from '../runs/load-network.ts';
import { readRunConfig } from '../runs/run-reader.ts';
import { confusionOf, perClass } from '../training/confusion.ts';
import { type Evaluation, evaluate } from '../training/evaluate.ts';
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
