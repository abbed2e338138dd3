import Papa from 'papaparse';

/** A table as CSV, lines ended by \n. A text that begins as a formula does is marked: a spreadsheet would run it. */
export function csvText(table: Parameters<typeof Papa.unparse>[0]): string {
  return `${Papa.unparse(table, { newline: '\n', escapeFormulae: true }).trimEnd()}\n`;
}
