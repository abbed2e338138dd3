/**
 * A table in Markdown with aligned columns, which reads well on a terminal, too. Columns of figures go right.
 * @param {readonly string[]} header
 * @param {readonly (readonly string[])[]} rows
 */
export function markdownTable(header, rows) {
  const widths = header.map((title, c) => Math.max(3, title.length, ...rows.map((row) => row[c].length)));
  const right = header.map(
    (_, c) => rows.length > 0 && rows.every((row) => /^[-\d.]|^\(/.test(row[c]) && !/[a-z]{2}/.test(row[c])),
  );
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${cells.map((cell, c) => (right[c] ? cell.padStart(widths[c]) : cell.padEnd(widths[c]))).join(' | ')} |`;
  const rule = widths.map((width, c) => (right[c] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [line(header), line(rule), ...rows.map(line)].join('\n');
}

/** Three significant digits, without an exponent: 0.0123, 1.23, 1234. */
export function figure(/** @type {number} */ value) {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(decimals, 9));
}
