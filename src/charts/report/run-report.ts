import type { RunRecord } from '../../runs/folder/run-record.ts';
import { trainCommand } from '../../settings/command-line.ts';
import { hiddenText } from '../../settings/hidden-layers.ts';
import type { FindingRecord } from '../../words/diagnosis.ts';
import { type Words, wordsIn } from '../../words/index.ts';
import { attenuationCurves } from '../graphics/attenuation-curves.ts';
import { learningCurves } from '../graphics/learning-curves.ts';
import { scoreRows } from '../score-rows.ts';
import type { ReportOptions } from './comparison-report.ts';
import { dataTable, figureHtml } from './figure.ts';
import { findingList } from './findings.ts';
import { type Html, html } from './html.ts';
import { layerFigures } from './layer-figures.ts';
import { drawnSets, HALF, setHtml, sideBySide } from './layout.ts';
import { pageHtml, type Section } from './page.ts';
import { commandBlock, groundsHtml, settingsHtml } from './repeat.ts';
import { drawn } from './still.ts';

/**
 * A run as one HTML file, as {@link comparisonReport} is one of a comparison.
 * @param findings what a diagnosis has found; null where none was made
 */
export async function runReport(
  record: RunRecord,
  findings: readonly FindingRecord[] | null = null,
  { language = 'en' }: ReportOptions = {},
): Promise<string> {
  const { config, folder } = record;
  const words = wordsIn(language);
  const { sections: titles, captions, kinds, page } = words.report;
  const groups = [{ name: config.network.activation, runs: [record] }];
  const learning = await drawn([
    {
      id: 'accuracy',
      spec: learningCurves(groups, { metric: 'accuracy', language, ...HALF }),
      caption: captions.accuracy,
      width: HALF.width,
    },
    {
      id: 'loss',
      spec: learningCurves(groups, { metric: 'loss', language, ...HALF }),
      caption: captions.loss,
      width: HALF.width,
    },
  ]);
  const attenuation = attenuationCurves(groups, { language });
  const vanishing = await drawn(
    attenuation.data.values.length > 0 ? [{ id: 'attenuation', spec: attenuation, caption: captions.attenuation }] : [],
  );
  const layers = await drawnSets(layerFigures(groups, words));
  const repeat = html`${commandBlock(trainCommand(config.settings), words)}${groundsHtml(config, words)}${settingsHtml(config.settings, words)}`;
  const sections: (Section | null)[] = [
    {
      id: 'result',
      title: titles.result,
      body: html`${sideBySide(learning)}${scoreTable(record, words)}${skippedHtml(record)}`,
    },
    findings ? { id: 'diagnosis', title: titles.heldItBack, body: findingList(findings, words) } : null,
    layers.length > 0
      ? {
          id: 'layers',
          title: titles.layers,
          body: html`${vanishing.map(figureHtml)}<div class="sets">${layers.map(setHtml)}</div>`,
        }
      : null,
    { id: 'repeat', title: titles.repeat, body: repeat },
  ];
  return pageHtml({
    words,
    headline: headlineOf(record, words),
    kind: kinds.run,
    lead: leadHtml(record, words),
    sections: sections.filter((section) => section !== null),
    figures: [...learning, ...vanishing, ...layers.flatMap(({ figures }) => figures)],
    origin: page.origin({ version: config.versions.gradlens, seconds: null, folder }),
  });
}

function headlineOf({ config: { network }, summary, metrics }: RunRecord, { report }: Words): string {
  const { activation } = network;
  if (summary?.divergence) return report.divergedHeadline(activation, summary.divergence.epoch);
  const test = summary ? summary.test : (metrics.at(-1)?.test ?? null);
  const end = summary === null ? 'under-way' : summary.status === 'interrupted' ? 'interrupted' : 'finished';
  return report.runHeadline({ activation, epochs: metrics.length, end, accuracy: test?.accuracy ?? null });
}

function leadHtml({ config: { network, data, settings }, summary }: RunRecord, { report }: Words): Html {
  const lead = report.runLead({
    data: data.name,
    samples: data.samples.train,
    hidden: settings.hidden.length > 0 ? hiddenText(settings.hidden) : null,
    parameters: network.parameters,
    optimizer: settings.optimizer,
    lr: settings.lr,
    effort: summary && { steps: summary.steps, seconds: summary.seconds },
  });
  return html`<p class="lead">${lead}</p>`;
}

function scoreTable({ summary, metrics }: RunRecord, words: Words): Html {
  const { report, terms, training } = words;
  const rows = scoreRows({ ...(summary ?? metrics.at(-1)), epochs: metrics.length }, words);
  if (rows.length === 0) return html`<p>${report.noEpoch}</p>`;
  const reached = Object.entries(summary?.reached ?? {}).map(([goal, when]) => {
    return { goal: Number(goal), epoch: when?.epoch ?? null };
  });
  return html`${dataTable(report.scores, [report.columns.measuredOn, terms.loss, terms.accuracy], rows)}
${reached.length > 0 ? html`<p>${training.milestones(reached)}</p>` : null}`;
}

function skippedHtml({ skipped }: RunRecord): Html | null {
  return skipped.length > 0 ? html`<ul class="note">${skipped.map((text) => html`<li>${text}</li>`)}</ul>` : null;
}
