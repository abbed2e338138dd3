import { describe, expect, it } from 'vitest';
import { rules } from '../../src/training/diagnosis/rules/index.ts';
import { type FindingRecord, tell } from '../../src/words/diagnosis.ts';
import { english, wordsIn } from '../../src/words/index.ts';
import { samples } from './samples/index.ts';

const korean = wordsIn('ko');

/** Findings as a summary.json has them. */
const written = rules.flatMap(({ name, source }) =>
  samples.diagnosis.findings[name].map(([facts]): FindingRecord => {
    const told = (english.diagnosis.findings[name] as (facts: unknown) => { text: string; advice: string })(facts);
    return JSON.parse(JSON.stringify({ rule: name, severity: 'warning', facts, ...told, source }));
  }),
);

describe('a finding out of a file', () => {
  it.each(written)('of $rule is told in any language', (finding) => {
    expect(tell(finding, english)).toMatchObject({ text: finding.text, advice: finding.advice });
    expect(tell(finding, korean).text).toMatch(/[가-힣]+니다/);
    expect(tell(finding, korean).advice).toMatch(/보세요\.$/);
  });

  it.each([
    ['facts are missing', { facts: undefined }],
    ['facts are null', { facts: null }],
    ['facts are no object', { facts: 'relu' }],
    ['facts are empty', { facts: {} }],
    ['facts are of another kind', { facts: { remedies: [{ kind: 'pray' }] } }],
    ['facts are changed', { facts: { ...(written[0].facts as object), remedies: [] } }],
    ['the rule is unknown', { rule: 'phase-of-the-moon' }],
    ['the rule is a name of objects', { rule: 'toString' }],
    ['the wording is of another version', { text: 'It does not learn.' }],
  ])('keeps its own sentences where %s', (_, change) => {
    const finding = { ...written[0], ...change };
    const { text, advice } = tell(finding, korean);
    expect({ text, advice }).toEqual({ text: finding.text, advice: finding.advice });
  });
});
