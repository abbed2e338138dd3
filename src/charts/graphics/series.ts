import { largest } from '../../util/any-length.ts';
import { textWidth } from '../../util/text-width.ts';
import type { Words } from '../../words/index.ts';
import type { LegendItem, Part } from './chart-spec.ts';
import { dashes, layerColours, seriesColours, shapes } from './palette.ts';

/** How the series of a chart are told apart: scales for its encodings and entries for its legend. */
export interface SeriesStyle {
  readonly field: string;
  /** What the series are; null where their names say it. */
  readonly title: string | null;
  readonly items: readonly LegendItem[];
  readonly colour: Part;
  readonly shape: Part;
  readonly dash: Part;
}

/** By name: colours of the theme, shapes that repeat later than the colours do. */
export function namedSeries(names: readonly string[], title: string | null): SeriesStyle {
  const colours = seriesColours.light.length;
  const items = names.map((name, k) => ({
    name,
    label: name,
    colour: k % colours,
    shape: shapes[k % shapes.length],
    dash: dashes[Math.floor(k / colours) % dashes.length],
  }));
  // Without a range the theme's own list is taken, which repeats in the same order.
  return styled('series', title, items, {});
}

/** By layer, from the input side to the output: colours in one sequence, dashes and shapes in turn. */
export function layerSeries(count: number, { charts }: Words): SeriesStyle {
  const colours = layerColours(count);
  const items = colours.map((colour, k) => ({
    name: k + 1,
    label: k + 1 === count ? charts.outputLayer(k + 1) : String(k + 1),
    colour,
    shape: shapes[k % shapes.length],
    dash: dashes[k % dashes.length],
  }));
  return styled('layer', charts.columns.layer, items, { range: colours });
}

function styled(field: string, title: string | null, items: LegendItem[], colours: Part): SeriesStyle {
  const domain = items.map(({ name }) => name);
  const labels = items.some(({ name, label }) => String(name) !== label)
    ? { labelExpr: `${JSON.stringify(Object.fromEntries(items.map(({ name, label }) => [name, label])))}[datum.label]` }
    : {};
  // Entries in as many columns as fit above a chart of the usual width.
  const longest = largest(
    items.map(({ label }) => textWidth(label)),
    4,
  );
  const columns = Math.max(1, Math.floor(80 / (longest + 6)));
  // Bands are faint; their entry in the legend is not.
  const legend = { title, columns, symbolOpacity: 1, ...labels };
  return {
    field,
    title,
    items,
    colour: { field, type: 'nominal', title, scale: { domain, ...colours }, legend },
    shape: { field, type: 'nominal', title, scale: { domain, range: items.map(({ shape }) => shape) }, legend },
    dash: { field, type: 'nominal', title, scale: { domain, range: items.map(({ dash }) => dash) }, legend },
  };
}
