/** Charts as Vega-Lite specs, and as pictures. */
export { type LoggedCurveOptions, loggedCurves } from './logged-curves.ts';
export { drawsHangul, type PngOptions, toPng } from './png.ts';
export * from './portable.ts';
export { reproductionChart } from './reproduction.ts';
