import type { Command } from 'commander';
import type { Dataset } from '../../../dataset/dataset.ts';
import { type EvaluationData, loadForEvaluation, type PartName, partNames } from '../../../dataset/evaluation-data.ts';
import { EMBEDDED } from '../../../dataset/read-source.ts';
import { scaleNames } from '../../../dataset/scale.ts';
import { readingOptions } from '../../../runs/assemble.ts';
import { loadModel, type Model } from '../../../runs/models/load-model.ts';
import { confusionOf, perClass } from '../../../training/confusion.ts';
import { type Evaluation, evaluate } from '../../../training/evaluate.ts';
import { notFinite } from '../../../training/predict.ts';
import { UserError } from '../../../util/user-error.ts';
import { noteText, toldNotes } from '../../../words/reading.ts';
import { print, printJson, say, terminal } from '../../output/io.ts';
import { words } from '../../output/words.ts';
import { notes as helpNotes } from '../../settings/help.ts';
import { evaluateReport, type Judgement } from './report.ts';

interface EvaluateFlags {
  data?: string;
  split?: string;
  worst: string;
  activation?: string;
  scale?: string;
  json?: true;
}

export function configure(command: Command): void {
  command
    .argument('<run>', 'a run folder, or a model in a .onnx or .safetensors file')
    .option('--data <source>', `another data set (default: the run's own; of a file ${EMBEDDED})`)
    .option(
      '--split <name>',
      `${partNames.join(', ')}; without it test, or all of a table that the run was not trained on`,
    )
    .option('--worst <n>', 'how many of the worst-classified samples to show', '6')
    .option(
      '--activation <name>',
      'of hidden layers, where a file does not say it; the module, if it is one of your own',
    )
    .option(
      '--scale <how>',
      `how values become inputs, where a file does not say it: ${scaleNames.join(', ')}, standardize:MEAN,DEVIATION, none`,
    )
    .option('--json', 'print one JSON document')
    .addHelpText('after', () => helpNotes(EXAMPLES))
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
  const { data, train, notes: ofData } = await dataFor(model, flags);
  const { scale, notes: ofScale } = model.scale(data, train);
  const notes = [...ofData, ...ofScale];

  const evaluation = await evaluate(network, data, scale);
  if (!Number.isFinite(evaluation.loss)) throw notFinite('a mean loss that is not');
  const confusion = confusionOf(evaluation.predictions, data.labels, network.outputs);
  const result = {
    run,
    data: data.name,
    samples: data.count,
    loss: evaluation.loss,
    accuracy: evaluation.accuracy,
    scale,
    notes: toldNotes(notes),
    ...(data.classNames && { classNames: data.classNames }),
    classes: perClass(confusion),
    confusion,
    worst: worstOf(evaluation, data, worst),
  };
  if (flags.json) return printJson(result);
  for (const note of notes) say(noteText(note, words()));
  print(evaluateReport(result, data, terminal()));
}

/** The samples that were asked for: those of the run's own data, unless others are named. */
function dataFor({ like, config, trainedOn }: Model, { data, split }: EvaluateFlags): Promise<EvaluationData> {
  const part = split as PartName | undefined;
  const own = config && readingOptions(config.settings);
  const asked = { like, ...(part && { part }) };
  if (data === undefined) {
    return loadForEvaluation(config?.settings.data ?? EMBEDDED, { part: 'test', ...own, ...asked });
  }
  const { test: _of, ...reading } = own ?? {};
  return loadForEvaluation(data, { ...reading, ...asked, ...(trainedOn && { seen: trainedOn }) });
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
