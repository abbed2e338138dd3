// npm run diagnosis -- [seeds] [part of a name]: every row of test/training/diagnosis/table, trained with seeds 0, 1, ...
// (5 by default), with what was found and the figures; what is against the table is marked. Its last lines count.
import { createServer } from 'vite';

const [first, part = ''] = process.argv.slice(2);
const seeds = Number(first ?? 5);
const server = await createServer({
  server: { middlewareMode: true, hmr: false, watch: null },
  logLevel: 'error',
  appType: 'custom',
  configFile: false,
});
const load = (file) => server.ssrLoadModule(`/test/training/diagnosis/table/${file}.ts`);
const [{ rows }, { tryOut }, { faultsOf }] = [await load('rows'), await load('try'), await load('judge')];

const count = { trainings: 0, clear: 0, first: 0, alarm: 0, missed: 0 };
let slowest = 0;
const begun = performance.now();
for (const row of rows.filter(({ name }) => name.includes(part))) {
  const splits = await row.data();
  for (let seed = 0; seed < seeds; seed++) {
    const { findings, summary, milliseconds } = await tryOut(splits, { ...row.settings, seed });
    const faults = faultsOf(row, findings);
    count.trainings++;
    slowest = Math.max(slowest, milliseconds);
    if (faults.includes('false all-clear')) count.clear++;
    if (faults.some((fault) => fault.startsWith('first cause'))) count.first++;
    if (faults.some((fault) => fault.startsWith('false alarm'))) count.alarm++;
    if (faults.some((fault) => fault.startsWith('misses') || fault === 'no all-clear')) count.missed++;
    const percent = (score) => (score ? (100 * score.accuracy).toFixed(1) : '-').padStart(5);
    const told =
      findings.map(({ rule, severity }) => `${rule}${{ problem: '!', warning: '', note: '~' }[severity]}`).join(' ') ||
      'healthy';
    console.log(
      `${faults.length > 0 ? 'WRONG' : '     '} ${row.name.padEnd(38)} ${seed} train ${percent(summary.train)} test ${percent(summary.test)}  ${told}${faults.map((fault) => `  [${fault}]`).join('')}`,
    );
  }
}
console.log(
  `${count.trainings} trainings in ${((performance.now() - begun) / 1000).toFixed(0)} s: ${count.clear} false all-clears, ${count.first} wrong first causes, ${count.alarm} false alarms, ${count.missed} misses; the slowest diagnosis took ${slowest.toFixed(1)} ms`,
);
await server.close();
