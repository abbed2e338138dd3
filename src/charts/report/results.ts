import type { ActivationResult, Censored, Comparison, Milestone, Spread } from '../../experiments/comparison.ts';
import { flagSpelling } from '../../settings/flags.ts';
import type { Attenuation } from '../../training/probes/figures.ts';
import { MILESTONES } from '../../training/summary.ts';
import { english } from '../../words/index.ts';
import { dataTable } from './figure.ts';
import { type Html, html } from './html.ts';

const { percent, rate } = english.figures;

/** A column of the result table; null where the comparison has nothing to put into it. */
interface ResultColumn {
  readonly head: Html;
  readonly cell: (result: ActivationResult) => Html;
}

const plain = (text: string) => html`${text}`;
const under = (text: string, small: string | null) => html`${text}${small ? html`<small>${small}</small>` : null}`;

/** The result of a comparison, one activation in a row. */
export function resultTable(comparison: Comparison): Html {
  const { activations } = comparison;
  const columns: ResultColumn[] = [
    { head: plain('activation'), cell: ({ name }) => plain(name) },
    { head: plain('test accuracy'), cell: ({ testAccuracy }) => spreadCell(testAccuracy) },
    ...reachedBy(activations).map((goal) => ({
      head: html`epochs to ${Number(goal) * 100} %`,
      cell: ({ epochsTo }: ActivationResult) => censoredCell(epochsTo[goal]),
    })),
    {
      head: html`gradient left<small>start, end</small>`,
      cell: ({ attenuation: { start, end } }) => html`${share(start)}<small>${share(end)}</small>`,
    },
    {
      head: html`flat, dead<small>at the end</small>`,
      cell: ({ saturated, dead }) => under(whole(saturated), whole(dead)),
    },
    { head: html`learning rate<small>initial weights</small>`, cell: ({ lr, init }) => under(String(lr), init) },
    { head: plain('speed'), cell: ({ samplesPerSecond }) => plain(rate(samplesPerSecond)) },
    { head: plain('runs'), cell: ({ status }) => statusCell(status) },
  ];
  const seeds = comparison.seeds.length;
  const caption =
    seeds > 1
      ? `Medians of ${seeds} seeds; below, the range, or what the head says`
      : 'One seed each: without a second run nobody can say how much of a difference is chance';
  return html`${dataTable(
    caption,
    columns.map(({ head }) => head),
    activations.map((result) => columns.map(({ cell }) => cell(result))),
  )}
<p class="note"><dfn>Gradient left</dfn>: how much of the gradient of the last hidden layer arrives in the first one, before training and at its end. <dfn>Flat</dfn>: share of outputs where the activation hardly reacts to its input. <dfn>Dead</dfn>: share of units that no gradient passes. A dash stands for what was not reached or not measured.</p>`;
}

/** Test accuracies that at least one run has reached. */
function reachedBy(activations: readonly ActivationResult[]): Milestone[] {
  return MILESTONES.filter((goal) => activations.some(({ epochsTo }) => epochsTo[goal].reached > 0));
}

function spreadCell(spread: Spread | null): Html {
  if (!spread) return plain('-');
  const { median, min, max, ci95 } = spread;
  return html`<strong>${percent(median)}</strong>${ci95 ? html`<small>${percent(min)} to ${percent(max)}</small>` : null}`;
}

function censoredCell({ median, reached, of }: Censored): Html {
  const text = median === null ? '-' : String(Number(median.toFixed(1)));
  return under(text, reached < of ? `${reached} of ${of} runs` : null);
}

const share = (attenuation: Attenuation | null) => (attenuation ? fraction(attenuation.total) : '-');

/** How much is left, as one reads it best: 0.9, 1/340. */
function fraction(total: number): string {
  const small = total > 0 && total < 0.05;
  return small ? `1/${Math.round(1 / total).toLocaleString('en-US')}` : String(Number(total.toPrecision(2)));
}

const whole = (value: number | null) => (value === null ? '-' : `${(100 * value).toFixed(0)} %`);

function statusCell(status: ActivationResult['status']): Html {
  const entries = Object.entries(status).filter(([, n]) => n);
  return html`${entries.map(([name, n], k) => html`${k > 0 ? ', ' : ''}${n} ${name}`)}`;
}

/** The main thing that a comparison says, in a sentence without a full stop. */
export function headlineOf({ verdicts, activations }: Comparison): string {
  const shown = verdicts.find(({ shown }) => shown);
  if (shown) return sentence(shown.text);
  const scored = activations
    .flatMap(({ name, testAccuracy }) => (testAccuracy ? [{ name, accuracy: testAccuracy.median }] : []))
    .sort((a, b) => b.accuracy - a.accuracy);
  if (scored.length === 0) return 'No training came to a result';
  const [best, ...others] = scored;
  const tail = others.slice(0, 2).map(({ name, accuracy }) => `${name} ${percent(accuracy)}`);
  return `${[`${best.name} ends at ${percent(best.accuracy)} test accuracy`, ...tail].join(', ')}`;
}

/** A text without the full stop at its end. */
function sentence(text: string): string {
  return text.trim().replace(/\.$/, '');
}

/** What can be said about differences, and what cannot. */
export function verdictList({ verdicts, seeds }: Comparison): Html | null {
  if (verdicts.length === 0) {
    return seeds.length < 2
      ? html`<p>With one seed there are no pairs to compare: add <code>${flagSpelling({ setting: 'seeds', value: 5 })}</code>.</p>`
      : null;
  }
  return html`<ul class="verdicts">${verdicts.map(
    ({ text, p, shown }) =>
      html`<li>${text}${p === null ? null : html` <span class="note">p = ${Number(p.toPrecision(2))}${shown ? '' : ', not shown'}</span>`}</li>`,
  )}</ul>
<p class="note">Runs with the same seed share initial draws and the order of their batches, so they are compared in pairs. p: how often chance alone would make a difference of this size (paired permutation test, two-sided).</p>`;
}
