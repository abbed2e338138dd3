import type { TopLevelSpec } from 'vega-lite';
import { textWidth } from '../../util/text-width.ts';
import type { Words } from '../../words/index.ts';
import type { Language } from '../../words/language.ts';

/** One line of a chart's data. */
export type Row = Readonly<Record<string, string | number | boolean | null>>;

/** What tells series of a chart apart, each by colour and by shape or dashes. */
export interface LegendItem {
  /** As in the data, in the field of {@link ChartMeta.seriesField}. */
  readonly name: string | number;
  readonly label: string;
  /** Place in the theme's list of colours, or a colour that suits every theme. */
  readonly colour: number | string;
  /** A path in the square from -1 to 1; null for a line without marks. */
  readonly shape: string | null;
  readonly dash: readonly number[];
}

/** A choice between readings of one chart, such as a linear or a logarithmic axis. */
export interface Control {
  readonly label: string;
  readonly options: readonly {
    readonly label: string;
    /** What is set in the spec, by path: `encoding.y.scale.type`. */
    readonly set: Readonly<Record<string, unknown>>;
  }[];
}

/** How a column of the data is written in tables and tooltips; `format` is one of d3. */
export interface Column {
  readonly field: string;
  readonly title: string;
  readonly format?: string;
}

/** What a page needs beside the picture: kept in `usermeta`, which Vega-Lite passes over. */
export interface ChartMeta {
  /** Of its texts. */
  readonly language: Language;
  readonly seriesField: string | null;
  /** What the series are: activations, layers; null where their names say it. */
  readonly legendTitle: string | null;
  readonly legend: readonly LegendItem[];
  readonly controls: readonly Control[];
  /** Columns of the data as a table. */
  readonly columns: readonly Column[];
}

/** A Vega-Lite chart with its data in it: plain JSON, for any renderer of Vega-Lite. */
export interface ChartSpec {
  readonly $schema: string;
  /** For who cannot see it. */
  readonly description: string;
  readonly title: { readonly text: string; readonly subtitle: readonly string[] };
  readonly data: { readonly values: readonly Row[] };
  readonly usermeta: ChartMeta;
  readonly [more: string]: unknown;
}

/** A part of a spec: encodings, layers, transforms. */
export type Part = Readonly<Record<string, unknown>>;

const SCHEMA = 'https://vega.github.io/schema/vega-lite/v6.json';

/** The name of the parameter that holds the series which are not shown: `view.signal('hidden', ['tanh'])`. */
const HIDDEN = { name: 'hidden', value: [] };

export interface ChartFacts {
  readonly words: Words;
  readonly title: string;
  /** What must be said about the data: what the band is, what was left out. */
  readonly notes: readonly (string | null)[];
  readonly description: string;
  readonly rows: readonly Row[];
  /** The field without which a row is not drawn. Default: value. */
  readonly measure?: string;
  readonly meta: Omit<ChartMeta, 'language'>;
}

/** A chart from what it says and how it is drawn; series can be hidden through its parameter `hidden`. */
export function chart(facts: ChartFacts, drawing: Part): ChartSpec {
  const { words, title, notes, description, rows, measure = 'value' } = facts;
  const meta = { language: words.language, ...facts.meta };
  const subtitle = notes.filter((note) => note !== null).flatMap((note) => wrapped(note));
  const empty = rows.every((row) => typeof row[measure] !== 'number');
  if (empty)
    return {
      ...nothing(drawing, words),
      description,
      title: { text: title, subtitle },
      data: { values: rows },
      usermeta: { ...meta, legend: [], controls: [] },
    };
  const { transform = [], params = [], ...rest } = drawing as { transform?: Part[]; params?: Part[] };
  const field = meta.seriesField;
  return {
    $schema: SCHEMA,
    description,
    title: { text: title, subtitle },
    data: { values: rows },
    params: [HIDDEN, ...params],
    transform: [...(field ? [{ filter: `indexof(hidden, datum.${field}) < 0` }] : []), ...transform],
    usermeta: meta,
    ...rest,
  };
}

/** What stands where there is nothing to draw: axes without an extent would be a riddle. */
function nothing({ width = 600 }: Part, { charts }: Words): Part & { $schema: string } {
  const text = { type: 'text', text: charts.nothing, fontStyle: 'italic', fontSize: 14, aria: false };
  const layer = [{ data: { values: [{}] }, mark: text, encoding: {} }];
  return { $schema: SCHEMA, width, height: 80, params: [HIDDEN], layer };
}

/** Characters of a subtitle's line, as wide as Latin ones, that fit above a chart of the usual width. */
const LINE = 92;

/** A sentence in lines: Vega breaks none by itself. */
function wrapped(sentence: string): string[] {
  const lines: string[] = [''];
  for (const word of sentence.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (textWidth(longer) > LINE && lines.at(-1) !== '') lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** The same chart as Vega-Lite's own type. */
export function asVegaLite(spec: ChartSpec): TopLevelSpec {
  return spec as unknown as TopLevelSpec;
}
