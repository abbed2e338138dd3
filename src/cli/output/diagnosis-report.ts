import { paint, type Terminal, wordsOf } from '../../charts/terminal.ts';
import { type FindingRecord, tell } from '../../words/diagnosis.ts';

/** A title, and the findings below it. */
export function diagnosisReport(
  findings: readonly FindingRecord[],
  terminal: Terminal,
  options?: { sources: boolean },
): string {
  return [wordsOf(terminal).diagnosis.title, ...findingLines(findings, terminal, options)].join('\n');
}

/** The findings in plain words, gravest first, one line each; one line in all where there are none. */
export function findingLines(
  findings: readonly FindingRecord[],
  terminal: Terminal,
  { sources = false } = {},
): string[] {
  const { bold, dim, red, yellow, cyan } = paint(terminal);
  const colour = { problem: red, warning: yellow, note: cyan };
  const words = wordsOf(terminal);
  const { severities, healthy, source } = words.diagnosis;
  const lines = findings.flatMap((finding) => {
    const { text, advice } = tell(finding, words);
    return [
      `  ${bold(colour[finding.severity](`${severities[finding.severity]}:`))} ${text} ${advice}`,
      ...(sources ? [`    ${dim(source(finding.source))}`] : []),
    ];
  });
  return lines.length > 0 ? lines : [`  ${healthy}`];
}
