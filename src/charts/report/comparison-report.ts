import { toldActivation } from '../../activations/formula/told.ts';
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
import { formulasHtml } from './formulas.ts';
import { type Html, html } from './html.ts';
import { layerFigures } from './layer-figures.ts';
import { drawnSets, HALF, setHtml, sideBySide } from './layout.ts';
import { pageHtml, type Section } from './page.ts';
import { commandBlock, compareCommand, groundsHtml, settingsHtml } from './repeat.ts';
import { headlineOf, resultTable, verdictList } from './results.ts';
import { drawn } from './still.ts';

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
  const learning = await drawn(learningFigures(record, groups, words));
  const vanishing = await drawn(vanishingFigures(groups, words));
  const functions = await drawn(functionFigures(groups, words));
  const layers = await drawnSets(layerFigures(groups, words));
  const search = await drawn(searchFigures(record, words));
  const [first] = runs.flat();
  const repeat = html`${commandBlock(compareCommand(comparison), words)}${first ? groundsHtml(first.config, words) : null}${settingsHtml(comparison.settings, words, ['activation', 'lr', 'seed'])}`;
  // The answer and its picture, then why it is so, then all the rest.
  const sections: (Section | null)[] = [
    {
      id: 'result',
      title: titles.result,
      body: html`${sideBySide(learning)}${resultTable(comparison, words)}${verdictList(comparison, words)}`,
    },
    {
      id: 'diagnosis',
      title: titles.heldThemBack,
      body: html`${diagnoses(record, words)}${vanishing.map(figureHtml)}${sideBySide(functions)}${formulasHtml(
        groups.map(({ name }) => name),
        words,
      )}`,
    },
    layers.length > 0 ? { id: 'layers', title: titles.layers, body: html`${layers.map(setHtml)}` } : null,
    search.length > 0 ? { id: 'search', title: titles.search, body: html`${search.map(figureHtml)}` } : null,
    { id: 'repeat', title: titles.repeat, body: repeat },
  ];
  const { versions, seconds, folder } = comparison;
  return pageHtml({
    words,
    headline: headlineOf(comparison, words),
    kind: kinds.comparison,
    lead: leadHtml(record, words),
    sections: sections.filter((section) => section !== null),
    figures: [...learning, ...vanishing, ...functions, ...layers.flatMap(({ figures }) => figures), ...search],
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
    {
      id: 'accuracy',
      spec: learningCurves(groups, { metric: 'accuracy', language, ...HALF }),
      caption: report.captions.comparedAccuracy(classes),
      width: HALF.width,
    },
    {
      id: 'loss',
      spec: learningCurves(groups, { metric: 'loss', language, ...HALF }),
      caption: report.captions.comparedLoss,
      width: HALF.width,
    },
  ];
}

function vanishingFigures(groups: readonly RunGroup[], { language, report }: Words): ReportFigure[] {
  const spec = attenuationCurves(groups, { language, height: 260 });
  return spec.data.values.length === 0 ? [] : [{ id: 'attenuation', spec, caption: report.captions.attenuations }];
}

function searchFigures({ comparison }: ComparisonRecord, { language, report }: Words): ReportFigure[] {
  const searches = comparison.activations.flatMap(({ name, search }) => (search ? [{ name, search }] : []));
  if (searches.length === 0) return [];
  return [{ id: 'rates', spec: rateSearchCurves(searches, { language }), caption: report.captions.rates }];
}

function functionFigures(groups: readonly RunGroup[], { language, report }: Words): ReportFigure[] {
  const shown = groups.flatMap(({ name }) => {
    const known = toldActivation(name);
    return known?.scalar ? [known] : [];
  });
  if (shown.length === 0) return [];
  return [
    { id: 'f', spec: activationFunctions(shown, { panel: 'f', language, ...HALF }), table: false, width: HALF.width },
    {
      id: 'df',
      spec: activationFunctions(shown, { panel: 'df', language, ...HALF }),
      table: false,
      width: HALF.width,
      caption: report.captions.derivatives,
    },
  ];
}
