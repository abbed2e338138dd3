import type { FindingRecord } from '../../../../src/words/diagnosis.ts';
import type { Row } from './rows.ts';

/** What is wrong with a diagnosis, by its row; empty where nothing is. */
export function faultsOf(row: Row, findings: readonly FindingRecord[]): string[] {
  const faults: string[] = [];
  const fired = findings.map(({ rule }) => rule);
  const alarms = findings.filter(({ severity }) => severity !== 'note').map(({ rule }) => rule);
  for (const rule of row.must ?? []) if (!fired.includes(rule)) faults.push(`misses ${rule}`);
  if (row.first) {
    const wanted: readonly string[] = typeof row.first === 'string' ? [row.first] : row.first;
    if (!wanted.includes(fired[0])) faults.push(`first cause ${fired[0] ?? 'none'}, not ${wanted.join('/')}`);
  }
  const banned = row.not === 'any' ? alarms : alarms.filter((rule) => (row.not ?? []).includes(rule as never));
  for (const rule of banned) faults.push(`false alarm ${rule}`);
  if (row.clear === 'never' && fired.length === 0) faults.push('false all-clear');
  if (row.clear === 'must' && fired.length > 0) faults.push('no all-clear');
  return faults;
}
