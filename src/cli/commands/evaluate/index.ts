import type { Command } from 'commander';
import type { Dataset } from '../../../dataset/dataset.ts';
import { EMBEDDED, loadData } from '../../../dataset/splits.ts';
import type { Network } from '../../../nn/network.ts';
import { fileScaleNames, loadModel } from '../../../runs/models/load-model.ts';
import { confusionOf, perClass } from '../../../training/confusion.ts';
import { type Evaluation, evaluate } from '../../../training/evaluate.ts';
import { UserError, unknownName } from '../../../util/user-error.ts';
import { print, printJson, terminal } from '../../output/io.ts';
import { notes } from '../../settings/help.ts';
import { evaluateReport, type Judgement } from './report.ts';

interface EvaluateFlags {
  data?: string;
  split: string;
  worst: string;
  activation?: string;
  scale?: string;
  json?: true;
}

export function configure(command: Command): void {
  command
    .argument('<run>', 'a run folder, or a model in a .onnx or .safetensors file')
    .option('--data <source>', `another data set (default: the run's own; of a file ${EMBEDDED})`)
    .option('--split <name>', 'test or train', 'test')
    .option('--worst <n>', 'how many of the worst-classified samples to show', '6')
    .option(
      '--activation <name>',
      'of hidden layers, where a file does not say it; the module, if it is one of your own',
    )
    .option('--scale <how>', `how values become inputs, where a file does not say it: ${fileScaleNames.join(', ')}`)
    .option('--json', 'print one JSON document')
    .addHelpText('after', () => notes(EXAMPLES))
    .action(act);
}

const EXAMPLES = `
Examples:
  $ gradlens evaluate runs/relu-128
  $ gradlens evaluate runs/relu-128 --data data/mnist --worst 12
  $ gradlens evaluate runs/relu-128 --json | jq .accuracy
  $ gradlens evaluate model.onnx
  $ gradlens evaluate pytorch.safetensors --activation relu --scale 255

Files hold plain multilayer perceptrons: dense layers and activations. Without a softmax or sigmoid at their end, outputs
count as logits of softmax-cross-entropy.
`;

async function act(run: string, flags: EvaluateFlags): Promise<void> {
  const worst = wholeNumber('--worst', flags.worst);
  const model = await loadModel(run, flags);
  const { network } = model;
  const splits = await loadData(flags.data ?? model.data ?? EMBEDDED, { labelColumn: model.labelColumn });
  const data = partOf({ test: splits.test, train: splits.train }, flags.split);
  requireFit(run, network, data);

  const evaluation = await evaluate(network, data, model.scale(splits.train, data));
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
