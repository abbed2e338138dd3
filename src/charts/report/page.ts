import type { Words } from '../../words/index.ts';
import { themeConfig } from '../graphics/theme.ts';
import { bundles } from './bundles.ts';
import { client } from './client.ts';
import type { ReportFigure } from './figure.ts';
import { fitted } from './fitted.ts';
import { Html, html, inlineCode, jsonScript } from './html.ts';
import { contentPolicy } from './policy.ts';
import { style } from './style.ts';

/** A part of a report with a heading of its own. */
export interface Section {
  /** For links to it. */
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

export interface Page {
  readonly words: Words;
  /** The main thing that is to be said. */
  readonly headline: string;
  readonly kind: string;
  readonly lead: Html;
  readonly sections: readonly Section[];
  readonly figures: readonly ReportFigure[];
  /** Who made it, at the bottom. */
  readonly origin: string;
}

/** A whole report as one file: styles, data, charts and what draws them are inside, nothing is loaded from anywhere. */
export function pageHtml({ words, headline, kind, lead, sections, figures, origin }: Page): string {
  const { page } = words.report;
  const specs = Object.fromEntries(figures.map(({ id, spec }) => [id, spec]));
  // A single part needs no contents, and its heading would say what the page's says.
  const alone = sections.length === 1;
  const scripts = [...bundles(), `(${client})(${fitted});`].map(inlineCode);
  const { text } = html`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Html(contentPolicy({ scripts, styles: [style] }))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="gradlens">
<meta name="color-scheme" content="light dark">
<title>${headline}</title>
<link rel="icon" href="data:,">
<style>${new Html(style)}</style>
</head>
<body>
<header><span>gradlens · ${kind}</span><button type="button" id="theme" aria-pressed="false">${page.dark}</button></header>
<main>
<h1>${headline}</h1>
${lead}
${alone ? null : html`<nav aria-label="${page.contents}"><ul>${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>`}
${sections.map(({ id, title, body }) => html`<section aria-labelledby="${id}"><h2 id="${id}"${alone ? html` class="visually-hidden"` : null}>${title}</h2>${body}</section>`)}
</main>
<footer>${origin}</footer>
${jsonScript('charts', specs)}
${jsonScript('chart-config', themeConfig('page'))}
${scripts.map(
  (code) => html`<script>${new Html(code)}</script>
`,
)}</body>
</html>
`;
  return text;
}
