/** A comma may also be what others write for a decimal point, so it comes last. */
const SEPARATORS = ['\t', ';', '|', ','];

/**
 * What stands between the cells of the first line that is not blank: a tab, a semicolon, a bar, a comma; else spaces,
 * any number of them, as numpy's savetxt writes.
 */
export function separatorIn(text: string): string {
  const [line = ''] = text.trimStart().split(/[\r\n]/, 1);
  // What stands in quotation marks is part of a cell.
  const bare = line.replace(/"[^"]*"/g, '""');
  return SEPARATORS.find((separator) => bare.includes(separator)) ?? (/\S\s+\S/.test(bare) ? ' ' : ',');
}
