import { describe, expect, it } from 'vitest';
import { faultsOf } from './table/judge.ts';
import { rows } from './table/rows.ts';
import { tryOut } from './table/try.ts';

// Real trainings, a second each at most; `npm run diagnosis` tries more seeds and prints the figures.
describe('the table of diagnoses', () => {
  it('has at least 80 rows, of different names', () => {
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
    expect(rows.length).toBeGreaterThanOrEqual(80);
  });

  it.each(rows)('$name', async (row) => {
    const { findings } = await tryOut(await row.data(), { ...row.settings, seed: 0 });
    expect(faultsOf(row, findings), JSON.stringify(findings, null, 1)).toEqual([]);
  });
});
