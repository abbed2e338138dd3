import { type Words, wordsIn } from '../../words/index.ts';
import { count, significant } from '../../words/numbers.ts';
import type { ChartMeta, ChartSpec, Column, LegendItem, Row } from '../graphics/chart-spec.ts';
import { evenly } from '../graphics/runs.ts';
import { Html, html } from './html.ts';

/** A chart on a page, its explanation and its numbers. */
export interface ReportFigure {
  /** Letters and dashes; the chart's data are found by it. */
  readonly id: string;
  readonly spec: ChartSpec;
  /** What there is to see, for someone who has never seen such a chart. */
  readonly caption?: string;
  /** Whether its data stand below as a table (default: yes). */
  readonly table?: boolean;
  /** Whether its heading is seen (default: yes); the page may say the same. */
  readonly headed?: boolean;
  /** Level of its heading (default: 3). */
  readonly level?: 3 | 4;
  /** Pixels of its still picture, less than the usual where it stands beside others. */
  readonly width?: number;
}

/** A figure with its chart as SVG: what a page shows until its scripts run, or where they never do, and on paper. */
export interface DrawnFigure extends ReportFigure {
  readonly still: Html;
}

/** The figure, its chart a still picture that the page's script puts a live one in the place of. */
export function figureHtml({ id, spec, caption, table = true, level = 3, headed = true, still }: DrawnFigure): Html {
  const { title, usermeta, description } = spec;
  const words = wordsIn(usermeta.language);
  const heading = new Html(`h${level}`);
  return html`
<figure class="chart" id="${id}" data-chart="${id}" aria-labelledby="${id}-title">
<${heading} id="${id}-title"${headed ? null : html` class="visually-hidden"`}>${title.text}</${heading}>
${title.subtitle.length > 0 ? html`<p class="note">${title.subtitle.join(' ')}</p>` : null}
<div class="controls">${legendHtml(usermeta, words)}${usermeta.controls.map(
    ({ label, options }, c) => html`
<div class="choice" role="group" aria-label="${label}"><span>${label}</span>${options.map(
      (option, k) =>
        html`<button type="button" data-control="${c}" data-option="${k}" aria-pressed="${k === 0 ? 'true' : 'false'}">${option.label}</button>`,
    )}</div>`,
  )}${zoomHtml(spec, words)}</div>
<div class="plot" role="img" aria-label="${description}"><div class="still">${still}</div></div>
${caption ? html`<figcaption>${caption}</figcaption>` : null}
${table && spec.data.values.length > 0 ? tableHtml(spec, words) : null}
</figure>`;
}

/** Every series as a button that hides and shows it. */
function legendHtml({ legendTitle, legend: items }: ChartMeta, { report }: Words): Html | null {
  if (items.length < 2) return null;
  return html`<div class="legend" role="group" aria-label="${report.figure.legend(legendTitle)}">${legendTitle === null ? null : html`<span>${legendTitle}</span>`}${items.map(
    (item, k) =>
      html`<button type="button" data-series="${k}" aria-pressed="true">${swatch(item)}${item.label}</button>`,
  )}</div>`;
}

function swatch({ colour, dash, shape }: LegendItem): Html {
  const ink = typeof colour === 'number' ? `var(--series-${colour})` : colour;
  return html`<svg width="26" height="12" viewBox="-13 -6 26 12" aria-hidden="true"><path d="M-13,0H13" stroke="${ink}" stroke-width="2" stroke-dasharray="${dash.join(',')}"/>${
    shape ? html`<path d="${shape}" transform="scale(4.2)" fill="${ink}"/>` : null
  }</svg>`;
}

function zoomHtml(spec: ChartSpec, { report }: Words): Html | null {
  const layers = (spec.layer ?? []) as { params?: { name: string }[] }[];
  if (!layers.some(({ params }) => params?.some(({ name }) => name === 'zoom'))) return null;
  const button = (sign: string, label: string, factor: number) =>
    html`<button type="button" data-zoom="${factor}" aria-label="${label}" title="${label}">${sign}</button>`;
  const { zoom, zoomHelp, zoomIn, zoomOut, all, showAll } = report.figure;
  return html`<div class="choice zoom" role="group" aria-label="${zoom}"><span title="${zoomHelp}">${zoom}</span>${[
    button('+', zoomIn, 0.5),
    button('−', zoomOut, 2),
    button(all, showAll, 0),
  ]}</div>`;
}

/** Rows of a table below a chart, at most: it is for reading, not for processing. */
const MOST_ROWS = 120;

function tableHtml({ title, data, usermeta: { columns } }: ChartSpec, words: Words): Html {
  const phrases = words.report.figure;
  const filled = columns.filter(({ field }) =>
    data.values.some((row) => row[field] !== null && row[field] !== undefined),
  );
  const rows = evenly(data.values, MOST_ROWS);
  const all = data.values.length;
  const cut = rows.length < all ? `, ${phrases.rows({ shown: rows.length, all })}` : '';
  return html`<details class="data"><summary>${phrases.numbers}</summary>
${dataTable(
  `${title.text}${cut}`,
  filled.map(({ title }) => title),
  rows.map((row) => filled.map((column) => cell(row, column, words))),
)}</details>`;
}

function cell(row: Row, { field, format }: Column, { figures }: Words): string {
  const value = row[field];
  if (value === null || value === undefined) return '-';
  if (typeof value !== 'number' || !format) return String(value);
  if (format.endsWith('%')) return figures.percent(value);
  return format.endsWith('d') || Number.isInteger(value) ? count(value) : significant(value);
}

/** How a table is read: figures below each other, sentences, or a few rows that stand as lists on a narrow screen. */
export type TableKind = 'figures' | 'words' | 'results';

/**
 * A table with a caption and headed columns; the first cell of each row heads it. Wide ones scroll inside their frame.
 * @param marked rows to be marked by a class of that name; null for none
 */
export function dataTable(
  caption: string,
  head: readonly (string | Html)[],
  rows: readonly (readonly (string | Html)[])[],
  kind: TableKind = 'figures',
  marked: readonly (string | null)[] = [],
): Html {
  const names = head.map((title) => (typeof title === 'string' ? title : title.plain()));
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table class="${kind}">
<caption><span>${caption}</span></caption>
<thead><tr>${head.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([first, ...rest], k) =>
      html`<tr${marked[k] ? html` class="${marked[k]}"` : null}><th scope="row">${first ?? ''}</th>${rest.map(
        (text, c) => html`<td${kind === 'results' ? html` data-head="${names[c + 1] ?? ''}"` : null}>${text}</td>`,
      )}</tr>`,
  )}</tbody>
</table></div>`;
}
