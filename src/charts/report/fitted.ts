import type { ChartSpec } from '../graphics/chart-spec.ts';

/**
 * A chart as a page draws it, `width` pixels wide: without its title, which the page has, and without a legend of its
 * series, which are the buttons above it. Pages hold this function as its own source, so it uses nothing from outside.
 */
export function fitted(spec: ChartSpec, width: number): ChartSpec {
  interface Drawing {
    width?: number;
    spec?: Drawing;
    hconcat?: Drawing[];
    vconcat?: Drawing[];
  }
  const { title: _, ...chart } = structuredClone(spec) as ChartSpec & Drawing;

  function withoutLegend(part: unknown, field: string): void {
    if (typeof part !== 'object' || part === null) return;
    const encoding = part as { field?: unknown; legend?: unknown };
    if (encoding.field === field && 'legend' in encoding) encoding.legend = null;
    for (const [key, value] of Object.entries(part)) if (key !== 'data') withoutLegend(value, field);
  }
  if (chart.usermeta.seriesField !== null) withoutLegend(chart, chart.usermeta.seriesField);

  /** Columns of a facet have a width each, beside the names of its rows. */
  const facet = (part: Drawing) => {
    if (part.spec) part.spec.width = Math.max(70, (width - 96) / 2);
  };
  const { hconcat, ...rest } = chart;
  if (hconcat) {
    // Side by side where there is room for it, each with its axis.
    const columns = width < 560 ? 1 : hconcat.length;
    for (const view of hconcat) view.width = Math.max(100, Math.floor(width / columns) - 64);
    return (columns > 1 ? { ...rest, hconcat } : { ...rest, vconcat: hconcat }) as unknown as ChartSpec;
  }
  if (chart.vconcat) chart.vconcat.forEach(facet);
  else if (chart.spec) facet(chart);
  else Object.assign(chart, { width, autosize: { type: 'fit-x', contains: 'padding' } });
  return chart as unknown as ChartSpec;
}
