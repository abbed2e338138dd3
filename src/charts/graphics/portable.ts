// Charts as Vega-Lite specs, and as SVG: what Node and browsers share.

export type { LayerFigureName } from '../../words/phrases/charts.ts';
export { activationFunctions, classicPair, type FunctionOptions } from './activation-functions.ts';
export { attenuationCurves } from './attenuation-curves.ts';
export type { ChartMeta, ChartSpec, Column, Control, LegendItem, Row } from './chart-spec.ts';
export { gradientHeatMap, type HeatMapOptions } from './heat-map.ts';
export { type HistogramSubject, histograms } from './histograms.ts';
export {
  gradientNorms,
  type LayerCurveOptions,
  layerCurves,
  layerDomain,
  updateRatios,
} from './layer-curves.ts';
export { type LearningCurveOptions, learningCurves } from './learning-curves.ts';
export type { ChartOptions } from './line-spec.ts';
export { type NamedSearch, rateSearchCurves } from './rate-search.ts';
export { type RenderOptions, toSvg } from './render.ts';
export type { RunGroup } from './runs.ts';
export { type ThemeName, themeConfig, themeNames } from './theme.ts';
