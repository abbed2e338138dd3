import { paint, type Terminal } from '../../charts/terminal.ts';
import { type Finding, HEALTHY } from '../../training/diagnosis/diagnosis.ts';

/** A title, and the findings below it. */
export function diagnosisReport(
  findings: readonly Finding[],
  terminal: Terminal,
  options?: { sources: boolean },
): string {
  return ['Diagnosis', ...findingLines(findings, terminal, options)].join('\n');
}

/** The findings in plain words, gravest first, one line each; one line in all where there are none. */
export function findingLines(findings: readonly Finding[], terminal: Terminal, { sources = false } = {}): string[] {
  const { bold, dim, red, yellow, cyan } = paint(terminal);
  const colour = { problem: red, warning: yellow, note: cyan };
  const lines = findings.flatMap(({ severity, text, advice, source }) => [
    `  ${bold(colour[severity](`${severity}:`))} ${text} ${advice}`,
    ...(sources ? [`    ${dim(`source: ${source}`)}`] : []),
  ]);
  return lines.length > 0 ? lines : [`  ${HEALTHY}`];
}
