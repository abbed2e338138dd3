/** Results as HTML files that stand alone. */

export { chartPage } from './chart-page.ts';
export { comparisonReport, type ReportOptions } from './comparison-report.ts';
export { compareCommand } from './repeat.ts';
export { runReport } from './run-report.ts';
