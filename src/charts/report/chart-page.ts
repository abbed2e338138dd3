import { wordsIn } from '../../words/index.ts';
import type { ChartSpec } from '../graphics/chart-spec.ts';
import { figureHtml } from './figure.ts';
import { html } from './html.ts';
import { pageHtml } from './page.ts';
import { drawn } from './still.ts';

/** One chart as an HTML file that stands alone. */
export async function chartPage(spec: ChartSpec): Promise<string> {
  const words = wordsIn(spec.usermeta.language);
  const { page, kinds } = words.report;
  const [figure] = await drawn([{ id: 'chart', spec, headed: false }]);
  const section = { id: 'the-chart', title: page.chart, body: figureHtml(figure) };
  return pageHtml({
    words,
    headline: spec.title.text,
    kind: kinds.chart,
    lead: html``,
    sections: [section],
    figures: [figure],
    origin: page.origin({ version: null, seconds: null, folder: null }),
  });
}
