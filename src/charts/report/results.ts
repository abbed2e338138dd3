import type { ActivationResult, Censored, Comparison, Spread } from '../../experiments/comparison.ts';
import { flagSpelling } from '../../settings/flags.ts';
import type { Attenuation } from '../../training/probes/figures.ts';
import { MILESTONES, type TrainingStatus } from '../../training/summary.ts';
import type { Words } from '../../words/index.ts';
import { verdictText } from '../../words/verdicts.ts';
import { dataTable } from './figure.ts';
import { type Html, html } from './html.ts';

/** A column of the result table; null where the comparison has nothing to put into it. */
interface ResultColumn {
  readonly head: Html;
  readonly cell: (result: ActivationResult) => Html;
}

const plain = (text: string) => html`${text}`;
const under = (text: string, small: string | null) => html`${text}${small ? html`<small>${small}</small>` : null}`;

/** The result of a comparison, one activation in a row. */
export function resultTable(comparison: Comparison, words: Words): Html {
  const { activations } = comparison;
  const { terms, report, comparison: phrases, figures } = words;
  const { columns: heads } = report;
  const missed = MILESTONES.filter((goal) => activations.every(({ epochsTo }) => epochsTo[goal].reached === 0));
  const columns: ResultColumn[] = [
    { head: plain(terms.activation), cell: ({ name }) => plain(name) },
    { head: plain(terms.testAccuracy), cell: ({ testAccuracy }) => spreadCell(testAccuracy, words) },
    ...MILESTONES.filter((goal) => !missed.includes(goal)).map((goal) => ({
      head: plain(phrases.rows.epochsTo(Number(goal))),
      cell: ({ epochsTo }: ActivationResult) => censoredCell(epochsTo[goal], words),
    })),
    {
      head: under(heads.gradientLeft, heads.startEnd),
      cell: ({ attenuation: { start, end } }) => html`${share(start)}<small>${share(end)}</small>`,
    },
    {
      head: under(heads.saturatedOffDead, heads.atTheEnd),
      cell: ({ saturated, off, dead }) => plain([saturated, off, dead].map((one) => whole(one, words)).join(', ')),
    },
    { head: under(terms.learningRate, heads.initialWeights), cell: ({ lr, init }) => under(String(lr), init) },
    { head: plain(heads.speed), cell: ({ samplesPerSecond }) => plain(figures.rate(samplesPerSecond)) },
    { head: plain(heads.runs), cell: ({ status }) => statusCell(status, words) },
  ];
  return html`${dataTable(
    report.resultCaption(comparison.seeds.length),
    columns.map(({ head }) => head),
    activations.map((result) => columns.map(({ cell }) => cell(result))),
    'results',
  )}
${missed.length > 0 ? html`<p>${report.neverReached(missed.map(Number))}</p>` : null}
<p class="note">${Object.values(report.glossary).map(({ term, meaning }) => html`<dfn>${term}</dfn>: ${meaning} `)}${report.dash}</p>`;
}

function spreadCell(spread: Spread | null, { figures: { percent }, report }: Words): Html {
  if (!spread) return plain('-');
  const { median, min, max, ci95 } = spread;
  return html`<strong>${percent(median)}</strong>${ci95 ? html`<small>${report.range(percent(min), percent(max))}</small>` : null}`;
}

function censoredCell({ median, reached, of }: Censored, { report }: Words): Html {
  if (reached === 0) return plain(report.notReached);
  const text = median === null ? '-' : String(Number(median.toFixed(1)));
  return under(text, reached < of ? report.someRuns({ reached, of }) : null);
}

const share = (attenuation: Attenuation | null) => (attenuation ? fraction(attenuation.total) : '-');

/** How much is left, as one reads it best: 0.9, 1/340. */
function fraction(total: number): string {
  const small = total > 0 && total < 0.05;
  return small ? `1/${Math.round(1 / total).toLocaleString('en-US')}` : String(Number(total.toPrecision(2)));
}

const whole = (value: number | null, { figures }: Words) => (value === null ? '-' : figures.wholePercent(value));

function statusCell(status: ActivationResult['status'], { terms }: Words): Html {
  const entries = Object.entries(status).filter(([, n]) => n);
  return html`${entries.map(([name, n], k) => html`${k > 0 ? ', ' : ''}${n} ${terms.statuses[name as TrainingStatus]}`)}`;
}

/** The main thing that a comparison says, in a sentence without a full stop. */
export function headlineOf({ verdicts, activations }: Comparison, words: Words): string {
  const shown = verdicts.find(({ shown }) => shown);
  if (shown) return verdictText(shown.facts, words);
  const scored = activations
    .flatMap(({ name, testAccuracy }) => (testAccuracy ? [{ name, accuracy: testAccuracy.median }] : []))
    .sort((a, b) => b.accuracy - a.accuracy);
  return scored.length === 0 ? words.report.noResult : words.report.headline(scored.slice(0, 3));
}

/** What can be said about differences, and what cannot. */
export function verdictList({ verdicts, seeds }: Comparison, words: Words): Html | null {
  const { report } = words;
  if (verdicts.length === 0)
    return seeds.length < 2 ? html`<p>${report.oneSeed(flagSpelling({ setting: 'seeds', value: 5 }))}</p>` : null;
  return html`<ul class="verdicts">${verdicts.map(({ facts }) => html`<li>${verdictText(facts, words)}</li>`)}</ul>
<p class="note">${report.pairsNote}</p>`;
}
