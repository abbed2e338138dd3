import { table } from '../../../charts/table.ts';
import type { Terminal } from '../../../charts/terminal.ts';
import { loadForPrediction } from '../../../dataset/prediction-data.ts';
import { scaleFrom } from '../../../dataset/scale.ts';
import { readingOptions } from '../../../runs/assemble.ts';
import { readRunConfig } from '../../../runs/folder/run-reader.ts';
import { likeOf } from '../../../runs/models/load-model.ts';
import { loadNetwork } from '../../../runs/models/load-network.ts';
import { predict } from '../../../training/predict.ts';
import { plain } from '../../../util/plain.ts';
import { noteText, toldNotes } from '../../../words/reading.ts';
import { print, printJson, say, terminal } from '../../output/io.ts';
import { refuseSources, writeNamed } from '../../output/output-files.ts';
import { words } from '../../output/words.ts';
import { type Answer, answerOf } from './answer.ts';

/** How rows are asked about. */
export interface RowOptions {
  readonly run: string;
  readonly activation?: string;
  /** Rows to show; null for the usual. */
  readonly limit: number | null;
  readonly submission?: string;
  readonly json?: true;
}

/** Rows that are shown unless more are asked for. */
const SHOWN = 10;

/** Answers every row of a table or array, and shows, prints or writes the answers. */
export async function predictRows(path: string, options: RowOptions): Promise<void> {
  const { run, limit, submission, json } = options;
  if (submission !== undefined) refuseSources('--submission', submission, [path]);
  const config = readRunConfig(run);
  const network = await loadNetwork(run, config, options.activation);
  const { test: _of, labelColumn: _l, ...reading } = readingOptions(config.settings);
  const { count, values, labels, notes } = await loadForPrediction(path, { ...reading, like: likeOf(run, config) });
  const { outputs: O, inputs } = network;
  const outputs = await predict(network, values, scaleFrom(config.data.scale, { name: path, features: inputs }));
  const rows = Array.from({ length: count }, (_, k) => Array.from(outputs.subarray(k * O, (k + 1) * O)));
  const answers = rows.map((row) => answerOf(row));
  const { classNames } = config.data;
  const name = (k: number) => classNames?.[k] ?? String(k);
  const right = labels && answers.filter(({ digit }, k) => digit === labels[k]).length;
  if (submission !== undefined) {
    await writeNamed('--submission', submission, submissionText(answers, config.data.labelsAreNames ? name : String));
  }
  if (json) {
    return printJson({
      run,
      file: path,
      rows: count,
      ...(classNames && { classNames }),
      ...(right !== null && { right, accuracy: right / count }),
      notes: toldNotes(notes),
      answers: answers.slice(0, limit ?? count).map(({ digit, probability, unsure }, k) => ({
        row: k,
        digit,
        ...(classNames && { class: classNames[digit] }),
        probability,
        unsure,
        ...(labels && { label: labels[k] }),
        probabilities: rows[k],
      })),
    });
  }
  for (const note of notes) say(noteText(note, words()));
  print(report(answers, labels, right, limit ?? SHOWN, name, terminal()));
}

/** Kaggle's digit recognizer: images are counted from 1. Names that a spreadsheet or a parser stumbles over are quoted. */
function submissionText(answers: readonly Answer[], name: (k: number) => string): string {
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return `ImageId,Label\n${answers.map(({ digit }, k) => `${k + 1},${cell(name(digit))}\n`).join('')}`;
}

function report(
  answers: readonly Answer[],
  labels: Uint16Array | null,
  right: number | null,
  limit: number,
  name: (k: number) => string,
  terminal: Terminal,
): string {
  const { prediction, figures } = words();
  const shown = answers.slice(0, limit);
  const called = (k: number) => plain(name(k), 40);
  const rows = shown.map(({ digit, probability, unsure, candidates }, k) => [
    String(k),
    called(digit),
    figures.percent(probability),
    ...(labels ? [called(labels[k])] : []),
    unsure ? prediction.rivals(candidates.map(called)) : '',
  ]);
  const head = [
    prediction.row,
    prediction.columns.class,
    prediction.columns.probability,
    ...(labels ? [prediction.label] : []),
    prediction.columns.notes,
  ];
  const align = head.map((_, k) => (k === head.length - 1 ? 'left' : 'right'));
  return [
    table(head, rows, { align }, terminal),
    ...(shown.length < answers.length ? [prediction.moreRows({ shown: shown.length, all: answers.length })] : []),
    ...(right === null ? [] : [prediction.scored({ right, all: answers.length })]),
  ].join('\n');
}
