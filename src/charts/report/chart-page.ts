import type { ChartSpec } from '../graphics/chart-spec.ts';
import { figureHtml } from './figure.ts';
import { html } from './html.ts';
import { pageHtml } from './page.ts';

/** One chart as an HTML file that stands alone. */
export function chartPage(spec: ChartSpec): string {
  const figure = { id: 'chart', spec };
  const section = { id: 'the-chart', title: 'Chart', body: figureHtml(figure) };
  return pageHtml({
    headline: spec.title.text,
    kind: 'chart',
    lead: html``,
    sections: [section],
    figures: [figure],
    origin: 'Made by gradlens.',
  });
}
