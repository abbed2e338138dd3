import type { RunRecord } from '../../runs/folder/run-record.ts';
import { trainCommand } from '../../settings/command-line.ts';
import { hiddenText } from '../../settings/hidden-layers.ts';
import type { Score } from '../../training/metrics.ts';
import type { FindingRecord } from '../../words/diagnosis.ts';
import { english } from '../../words/index.ts';
import { count, significant } from '../../words/numbers.ts';
import { attenuationCurves } from '../graphics/attenuation-curves.ts';
import { learningCurves } from '../graphics/learning-curves.ts';
import { times } from '../graphics/runs.ts';
import { setHtml } from './comparison-report.ts';
import { dataTable, figureHtml, type ReportFigure } from './figure.ts';
import { findingList } from './findings.ts';
import { type Html, html } from './html.ts';
import { layerFigures } from './layer-figures.ts';
import { pageHtml, type Section } from './page.ts';
import { commandBlock, groundsHtml, settingsHtml } from './repeat.ts';

const { duration, percent } = english.figures;

/**
 * A run as one HTML file, as {@link comparisonReport} is one of a comparison.
 * @param findings what a diagnosis has found; null where none was made
 */
export async function runReport(record: RunRecord, findings: readonly FindingRecord[] | null = null): Promise<string> {
  const { config, folder } = record;
  const groups = [{ name: config.network.activation, runs: [record] }];
  const learning: ReportFigure[] = [
    {
      id: 'loss',
      spec: learningCurves(groups, { metric: 'loss' }),
      caption:
        'Training has made the loss small where the curve has fallen; where the training loss falls and the test loss rises again, the network learns by heart.',
    },
    {
      id: 'accuracy',
      spec: learningCurves(groups, { metric: 'accuracy' }),
      caption: 'The share of samples that are classified rightly.',
    },
  ];
  const layers = layerFigures(groups);
  const attenuation = attenuationCurves(groups);
  const vanishing: ReportFigure[] =
    attenuation.data.values.length > 0
      ? [
          {
            id: 'attenuation',
            spec: attenuation,
            caption:
              'Attenuation: how much of the gradient of the last hidden layer arrives in the first one. At 1 nothing is lost on the way down.',
          },
        ]
      : [];
  const sections: (Section | null)[] = [
    { id: 'result', title: 'Result', body: html`${scoreTable(record)}${skippedHtml(record)}` },
    findings ? { id: 'diagnosis', title: 'What held it back', body: findingList(findings) } : null,
    { id: 'learning', title: 'How it learned', body: html`${learning.map(figureHtml)}` },
    layers.length > 0
      ? { id: 'layers', title: 'Inside the layers', body: html`${vanishing.map(figureHtml)}${layers.map(setHtml)}` }
      : null,
    {
      id: 'repeat',
      title: 'How to repeat it',
      body: html`${commandBlock(trainCommand(config.settings), 'With the same data, version and engine it gives the same numbers, to the last bit, times aside.')}${groundsHtml(config)}${settingsHtml(config.settings)}`,
    },
  ];
  return pageHtml({
    headline: headlineOf(record),
    kind: 'one training',
    lead: leadHtml(record),
    sections: sections.filter((section) => section !== null),
    figures: [...learning, ...vanishing, ...layers.flatMap(({ figures }) => figures)],
    origin: `Made by gradlens ${config.versions.gradlens}. Folder: ${folder}`,
  });
}

function headlineOf({ config: { network }, summary, metrics }: RunRecord): string {
  const epochs = times(metrics.length, 'epoch');
  if (summary?.divergence) return `${network.activation} diverged in epoch ${summary.divergence.epoch}`;
  const test = summary ? summary.test : (metrics.at(-1)?.test ?? null);
  if (!test) return `${network.activation}, ${epochs}`;
  const still = summary === null ? ', not finished yet' : summary.status === 'interrupted' ? ', interrupted' : '';
  return `${network.activation} classifies ${percent(test.accuracy)} of the test set rightly after ${epochs}${still}`;
}

function leadHtml({ config: { network, data, settings }, summary }: RunRecord): Html {
  const shape = settings.hidden.length > 0 ? `hidden layers ${hiddenText(settings.hidden)}` : 'no hidden layer';
  const time = summary ? `, ${count(summary.steps)} steps in ${duration(summary.seconds)} of training` : '';
  return html`<p class="lead">${data.name}, ${count(data.samples.train)} training samples, ${shape}, ${count(network.parameters)} parameters, ${settings.optimizer} at ${settings.lr}${time}.</p>`;
}

function scoreTable({ summary, metrics }: RunRecord): Html {
  const scores = summary ?? metrics.at(-1);
  const row = (name: string, score: Score | null | undefined) =>
    score ? [[name, significant(score.loss), percent(score.accuracy)]] : [];
  const best = summary?.best && summary.best.epoch < metrics.length ? summary.best : null;
  const rows = [
    ...row('train (running mean of the last epoch)', scores?.train),
    ...row('validation', scores?.validation),
    ...row('test', scores?.test),
    ...(best ? row(`test at the best epoch, ${best.epoch} by ${best.monitor}`, best.test) : []),
  ];
  if (rows.length === 0) return html`<p>No epoch was finished.</p>`;
  const reached = Object.entries(summary?.reached ?? {}).map(
    ([goal, when]) => `${Number(goal) * 100} % ${when ? `in epoch ${when.epoch}` : 'not reached'}`,
  );
  return html`${dataTable('Loss and accuracy', ['measured on', 'loss', 'accuracy'], rows)}
${reached.length > 0 ? html`<p>Test accuracy: ${reached.join(' · ')}</p>` : null}`;
}

function skippedHtml({ skipped }: RunRecord): Html | null {
  return skipped.length > 0 ? html`<ul class="note">${skipped.map((text) => html`<li>${text}</li>`)}</ul>` : null;
}
