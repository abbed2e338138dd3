import { activations as registry } from '../../activations/index.ts';
import type { ComparisonRecord } from '../../experiments/comparison.ts';
import { hiddenText } from '../../settings/hidden-layers.ts';
import { type Words, wordsIn } from '../../words/index.ts';
import type { Language } from '../../words/language.ts';
import { activationFunctions } from '../graphics/activation-functions.ts';
import { attenuationCurves } from '../graphics/attenuation-curves.ts';
import { learningCurves } from '../graphics/learning-curves.ts';
import { rateSearchCurves } from '../graphics/rate-search.ts';
import type { RunGroup } from '../graphics/runs.ts';
import { figureHtml, type ReportFigure } from './figure.ts';
import { findingList } from './findings.ts';
import { type Html, html } from './html.ts';
import { type FigureSet, layerFigures } from './layer-figures.ts';
import { pageHtml, type Section } from './page.ts';
import { commandBlock, compareCommand, groundsHtml, settingsHtml } from './repeat.ts';
import { headlineOf, resultTable, verdictList } from './results.ts';

/** How a report is written. */
export interface ReportOptions {
  /** Default: English. */
  readonly language?: Language;
}

/** A comparison as one HTML file with charts that answer the pointer and the keyboard; it needs no network. */
export async function comparisonReport(
  record: ComparisonRecord,
  { language = 'en' }: ReportOptions = {},
): Promise<string> {
  const { comparison, runs } = record;
  const words = wordsIn(language);
  const { sections: titles, kinds, page } = words.report;
  const groups = comparison.activations.map(({ name }, k) => ({ name, runs: runs[k] ?? [] }));
  const learning = learningFigures(record, groups, words);
  const layers = layerFigures(groups, words);
  const vanishing = vanishingFigures(groups, words);
  const search = searchFigures(record, words);
  const functions = functionFigures(groups, words);
  const [first] = runs.flat();
  const repeat = html`${commandBlock(compareCommand(comparison), words)}${first ? groundsHtml(first.config, words) : null}${settingsHtml(comparison.settings, words, ['activation', 'lr', 'seed'])}`;
  const sections: (Section | null)[] = [
    {
      id: 'result',
      title: titles.result,
      body: html`${resultTable(comparison, words)}${verdictList(comparison, words)}`,
    },
    { id: 'diagnosis', title: titles.heldThemBack, body: diagnoses(record, words) },
    { id: 'learning', title: titles.theyLearned, body: html`${learning.map(figureHtml)}` },
    layers.length > 0
      ? { id: 'layers', title: titles.layers, body: html`${vanishing.map(figureHtml)}${layers.map(setHtml)}` }
      : null,
    search.length > 0 ? { id: 'search', title: titles.search, body: html`${search.map(figureHtml)}` } : null,
    functions.length > 0
      ? {
          id: 'functions',
          title: titles.functions,
          body: html`<div class="multiples">${functions.map(figureHtml)}</div>`,
        }
      : null,
    { id: 'repeat', title: titles.repeat, body: repeat },
  ];
  const { versions, seconds, folder } = comparison;
  return pageHtml({
    words,
    headline: headlineOf(comparison, words),
    kind: kinds.comparison,
    lead: leadHtml(record, words),
    sections: sections.filter((section) => section !== null),
    figures: [...learning, ...vanishing, ...layers.flatMap(({ figures }) => figures), ...search, ...functions],
    origin: page.origin({ version: versions.gradlens, seconds, folder }),
  });
}

function leadHtml({ comparison: { activations, settings, seeds }, runs }: ComparisonRecord, { report }: Words): Html {
  const [first] = runs.flat();
  const lead = report.comparisonLead({
    activations: activations.map(({ name }) => name),
    epochs: settings.epochs,
    data: first ? first.config.data.name : settings.data,
    samples: first ? first.config.data.samples.train : null,
    hidden: settings.hidden.length > 0 ? hiddenText(settings.hidden) : null,
    seeds: seeds.length,
    lr: activations.some(({ search }) => search !== null) ? null : settings.lr,
  });
  return html`<p class="lead">${lead}</p>`;
}

function diagnoses({ comparison: { activations } }: ComparisonRecord, words: Words): Html {
  const sound = activations.filter(({ diagnosis }) => diagnosis.length === 0).map(({ name }) => name);
  const others = activations.filter(({ diagnosis }) => diagnosis.length > 0);
  return html`${others.map(({ name, diagnosis }) => html`<h3>${name}</h3>${findingList(diagnosis, words)}`)}${
    sound.length > 0 ? html`<h3>${sound.join(', ')}</h3>${findingList([], words)}` : null
  }`;
}

function learningFigures(
  { runs }: ComparisonRecord,
  groups: readonly RunGroup[],
  { language, report }: Words,
): ReportFigure[] {
  const classes = runs.flat()[0]?.config.network.classes ?? 10;
  return [
    { id: 'loss', spec: learningCurves(groups, { metric: 'loss', language }), caption: report.captions.comparedLoss },
    {
      id: 'accuracy',
      spec: learningCurves(groups, { metric: 'accuracy', language }),
      caption: report.captions.comparedAccuracy(classes),
    },
  ];
}

function vanishingFigures(groups: readonly RunGroup[], { language, report }: Words): ReportFigure[] {
  const spec = attenuationCurves(groups, { language });
  return spec.data.values.length === 0 ? [] : [{ id: 'attenuation', spec, caption: report.captions.attenuations }];
}

function searchFigures({ comparison }: ComparisonRecord, { language, report }: Words): ReportFigure[] {
  const searches = comparison.activations.flatMap(({ name, search }) => (search ? [{ name, search }] : []));
  if (searches.length === 0) return [];
  return [{ id: 'rates', spec: rateSearchCurves(searches, { language }), caption: report.captions.rates }];
}

function functionFigures(groups: readonly RunGroup[], { language, report }: Words): ReportFigure[] {
  const drawn = groups.flatMap(({ name }) => registry.find((one) => one.name === name && one.scalar) ?? []);
  if (drawn.length === 0) return [];
  return [
    { id: 'f', spec: activationFunctions(drawn, { panel: 'f', language }), table: false },
    {
      id: 'df',
      spec: activationFunctions(drawn, { panel: 'df', language }),
      table: false,
      caption: report.captions.derivatives,
    },
  ];
}

/** Charts of a kind side by side. */
export function setHtml({ title, caption, figures }: FigureSet): Html {
  return html`<h3 style="margin-top:3rem">${title}</h3><p class="note">${caption}</p><div class="multiples">${figures.map(figureHtml)}</div>`;
}
