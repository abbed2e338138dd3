import type { Config } from 'vega-lite';
import { seriesColours } from './palette.ts';

/** Colours of a chart and its page by part. */
export interface Inks {
  readonly background: string;
  /** Text. */
  readonly ink: string;
  /** Text of less weight. */
  readonly quiet: string;
  readonly grid: string;
  readonly series: readonly string[];
}

/** The two grounds that charts are drawn on. */
export const inks: Readonly<Record<'light' | 'dark', Inks>> = {
  light: { background: '#ffffff', ink: '#1c2024', quiet: '#565e66', grid: '#e4e7ea', series: seriesColours.light },
  dark: { background: '#14171b', ink: '#e8eaed', quiet: '#a4adb6', grid: '#2b3138', series: seriesColours.dark },
};

/** How a chart looks: one of the grounds, or `page`, whose colours are the CSS variables --ink, --series-0, ... */
export type ThemeName = keyof typeof inks | 'page';

/** Choices of a theme; `page` follows the page that a chart stands in. */
export const themeNames: readonly ThemeName[] = ['light', 'dark', 'page'];

const page: Inks = {
  background: 'transparent',
  ink: 'var(--ink)',
  quiet: 'var(--quiet)',
  grid: 'var(--grid)',
  series: seriesColours.light.map((_, k) => `var(--series-${k})`),
};

/** The font that PNG files are drawn with, and what stands in for it elsewhere. */
const FONT = 'Atkinson Hyperlegible, system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif';

/** Vega-Lite's configuration for a theme. */
export function themeConfig(name: ThemeName): Config {
  const { background, ink, quiet, grid, series } = name === 'page' ? page : inks[name];
  return {
    background,
    font: name === 'page' ? 'system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif' : FONT,
    padding: name === 'page' ? 4 : 16,
    view: { stroke: null },
    range: { category: [...series], heatmap: { scheme: 'viridis' } },
    title: {
      anchor: 'start',
      frame: 'group',
      color: ink,
      fontSize: 15,
      fontWeight: 'bold',
      subtitleColor: quiet,
      subtitleFontSize: 12,
      subtitlePadding: 6,
      subtitleLineHeight: 16,
      offset: 14,
    },
    axis: {
      labelColor: quiet,
      titleColor: quiet,
      labelFontSize: 11.5,
      titleFontSize: 12,
      titleFontWeight: 'normal',
      gridColor: grid,
      domainColor: quiet,
      tickColor: quiet,
      tickSize: 4,
      labelPadding: 4,
      titlePadding: 8,
    },
    axisX: { grid: false },
    axisY: { domain: false, ticks: false },
    legend: {
      orient: 'top',
      direction: 'horizontal',
      titleColor: quiet,
      titleFontWeight: 'normal',
      titleFontSize: 12,
      labelColor: ink,
      labelFontSize: 12,
      symbolStrokeWidth: 2,
      // Of what is told by shape or dashes alone.
      symbolBaseFillColor: quiet,
      symbolBaseStrokeColor: quiet,
      symbolSize: 80,
      labelLimit: 200,
      columnPadding: 16,
    },
    header: { labelColor: ink, titleColor: quiet, labelFontSize: 12, titleFontSize: 12, titleFontWeight: 'normal' },
    line: { strokeWidth: 2, strokeJoin: 'round' },
    rule: { color: quiet },
    text: { color: ink, fontSize: 11.5 },
    axisQuantitative: { tickCount: 6 },
  };
}
