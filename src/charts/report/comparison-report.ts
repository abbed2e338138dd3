import { activations as registry } from '../../activations/index.ts';
import type { ComparisonRecord } from '../../experiments/comparison.ts';
import { hiddenText } from '../../settings/hidden-layers.ts';
import { english } from '../../words/index.ts';
import { count } from '../../words/numbers.ts';
import { activationFunctions } from '../graphics/activation-functions.ts';
import { attenuationCurves } from '../graphics/attenuation-curves.ts';
import { learningCurves } from '../graphics/learning-curves.ts';
import { rateSearchCurves } from '../graphics/rate-search.ts';
import { type RunGroup, times } from '../graphics/runs.ts';
import { figureHtml, type ReportFigure } from './figure.ts';
import { findingList } from './findings.ts';
import { type Html, html } from './html.ts';
import { type FigureSet, layerFigures } from './layer-figures.ts';
import { pageHtml, type Section } from './page.ts';
import { commandBlock, compareCommand, groundsHtml, settingsHtml } from './repeat.ts';
import { headlineOf, resultTable, verdictList } from './results.ts';

const { duration } = english.figures;

/** A comparison as one HTML file with charts that answer the pointer and the keyboard; it needs no network. */
export async function comparisonReport(record: ComparisonRecord): Promise<string> {
  const { comparison, runs } = record;
  const groups = comparison.activations.map(({ name }, k) => ({ name, runs: runs[k] ?? [] }));
  const learning = learningFigures(groups);
  const layers = layerFigures(groups);
  const vanishing = vanishingFigures(groups);
  const search = searchFigures(record);
  const functions = functionFigures(groups);
  const [first] = runs.flat();
  const sections: (Section | null)[] = [
    { id: 'result', title: 'Result', body: html`${resultTable(comparison)}${verdictList(comparison)}` },
    { id: 'diagnosis', title: 'What held them back', body: diagnoses(record) },
    { id: 'learning', title: 'How they learned', body: html`${learning.map(figureHtml)}` },
    layers.length > 0
      ? { id: 'layers', title: 'Inside the layers', body: html`${vanishing.map(figureHtml)}${layers.map(setHtml)}` }
      : null,
    search.length > 0
      ? { id: 'search', title: 'The search for learning rates', body: html`${search.map(figureHtml)}` }
      : null,
    functions.length > 0
      ? {
          id: 'functions',
          title: 'The functions',
          body: html`<div class="multiples">${functions.map(figureHtml)}</div>`,
        }
      : null,
    {
      id: 'repeat',
      title: 'How to repeat it',
      body: html`${commandBlock(compareCommand(comparison), 'With the same data, version and engine it gives the same numbers, to the last bit, times aside.')}${first ? groundsHtml(first.config) : null}${settingsHtml(comparison.settings, ['activation', 'lr', 'seed'])}`,
    },
  ];
  return pageHtml({
    headline: headlineOf(comparison),
    kind: 'comparison of activations',
    lead: leadHtml(record),
    sections: sections.filter((section) => section !== null),
    figures: [...learning, ...vanishing, ...layers.flatMap(({ figures }) => figures), ...search, ...functions],
    origin: `Made by gradlens ${comparison.versions.gradlens} in ${duration(comparison.seconds)}. Folder: ${comparison.folder}`,
  });
}

function leadHtml({ comparison: { activations, settings, seeds }, runs }: ComparisonRecord): Html {
  const [first] = runs.flat();
  const data = first
    ? `${first.config.data.name}, ${count(first.config.data.samples.train)} training samples`
    : settings.data;
  const rates = activations.some(({ search }) => search !== null)
    ? 'each at the learning rate that suits it best'
    : `all at a learning rate of ${settings.lr}`;
  const shape = settings.hidden.length > 0 ? `hidden layers ${hiddenText(settings.hidden)}` : 'no hidden layer';
  return html`<p class="lead">${activations.map(({ name }) => name).join(', ')}: ${times(settings.epochs, 'epoch')} on ${data}, ${shape}, ${times(seeds.length, 'seed')}, ${rates}.</p>`;
}

function diagnoses({ comparison: { activations } }: ComparisonRecord): Html {
  const sound = activations.filter(({ diagnosis }) => diagnosis.length === 0).map(({ name }) => name);
  const others = activations.filter(({ diagnosis }) => diagnosis.length > 0);
  return html`${others.map(({ name, diagnosis }) => html`<h3>${name}</h3>${findingList(diagnosis)}`)}${
    sound.length > 0 ? html`<h3>${sound.join(', ')}</h3>${findingList([])}` : null
  }`;
}

function learningFigures(groups: readonly RunGroup[]): ReportFigure[] {
  return [
    {
      id: 'loss',
      spec: learningCurves(groups, { metric: 'loss' }),
      caption:
        'The loss is what training makes small. The sooner a curve falls, the faster its activation learns; one that stays near its start has learned nothing. Where the training loss falls and the test loss rises again, the network learns by heart.',
    },
    {
      id: 'accuracy',
      spec: learningCurves(groups, { metric: 'accuracy' }),
      caption: 'The share of images that are classified rightly. Ten classes guessed at random give 10 %.',
    },
  ];
}

function vanishingFigures(groups: readonly RunGroup[]): ReportFigure[] {
  const spec = attenuationCurves(groups);
  if (spec.data.values.length === 0) return [];
  const caption =
    'Attenuation: how much of the gradient of the last hidden layer arrives in the first one. At 1 nothing is lost on the way down; at 0.001 the first layer learns a thousand times more slowly than the last.';
  return [{ id: 'attenuation', spec, caption }];
}

function searchFigures({ comparison }: ComparisonRecord): ReportFigure[] {
  const searches = comparison.activations.flatMap(({ name, search }) => (search ? [{ name, search }] : []));
  if (searches.length === 0) return [];
  const caption =
    'Too small a rate hardly moves, too large a one diverges; each activation has a valley of its own. Comparing all at one rate would favour the one whose valley happens to lie there.';
  return [{ id: 'rates', spec: rateSearchCurves(searches), caption }];
}

function functionFigures(groups: readonly RunGroup[]): ReportFigure[] {
  const drawn = groups.flatMap(({ name }) => registry.find((one) => one.name === name && one.scalar) ?? []);
  if (drawn.length === 0) return [];
  return [
    { id: 'f', spec: activationFunctions(drawn, { panel: 'f' }), table: false },
    {
      id: 'df',
      spec: activationFunctions(drawn, { panel: 'df' }),
      table: false,
      caption:
        'Backpropagation multiplies by the derivative once for each layer: four times 0.25, the most that the logistic function has to give, is 1/256.',
    },
  ];
}

/** Charts of a kind side by side. */
export function setHtml({ title, caption, figures }: FigureSet): Html {
  return html`<h3 style="margin-top:3rem">${title}</h3><p class="note">${caption}</p><div class="multiples">${figures.map(figureHtml)}</div>`;
}
