import { beforeAll, describe, expect, it } from 'vitest';
import { comparisonReport, runReport } from '../../../src/charts/report/index.ts';
import type { ComparisonRecord } from '../../../src/experiments/comparison.ts';
import { extremes } from '../graphics/extremes.ts';
import { smallComparison } from './records.ts';

let record: ComparisonRecord;
let page: string;
beforeAll(async () => {
  record = await smallComparison();
  page = await comparisonReport(record);
}, 60_000);

/** The page without its scripts and styles, and without the marks around the words of a command. */
const wordsOf = (text: string) => text.replace(/<(script|style)[\s\S]*?<\/\1>/g, '').replace(/<\/?span>/g, '');

describe('the report of a comparison', () => {
  it('says its main verdict first', () => {
    expect(page).toMatch(
      /<h1>tanh ends with a test accuracy 50 percentage points higher than sigmoid \(both seeds, p = 0\.0313\)<\/h1>/,
    );
  });

  it('has the table, verdicts, diagnosis, settings and the command that repeats it', () => {
    const words = wordsOf(page);
    for (const { name } of record.comparison.activations) expect(words).toContain(`<th scope="row">${name}</th>`);
    expect(words).toContain('p = 0.0313');
    expect(words).toContain('layer 1 receives 1/16 of the gradient');
    expect(words).toContain(
      'gradlens compare --activations sigmoid,tanh,relu --seeds 2 --lr search --data small.csv --validation 0.2 --hidden 3x16 --epochs 3 --batch-size 8',
    );
    expect(words).toContain(record.runs[0][0].config.data.fingerprint);
    expect(words.match(/<caption>/g)?.length).toBeGreaterThan(5);
  });

  it('calls switches by what they are, and guesses among as many classes as there are', () => {
    const words = wordsOf(page);
    expect(words).toMatch(/<th scope="row">shuffle<\/th><td>yes<\/td>/);
    expect(words).not.toContain('--no-shuffle');
    const { classes } = record.runs[0][0].config.network;
    expect(classes).not.toBe(10);
    expect(words).toContain(`Guessing at random among ${classes} classes`);
  });

  it('shows milestones that nobody has reached', () => {
    const goals = wordsOf(page).match(/No run reached ([^<]*)\./);
    const none = ['0.90', '0.95', '0.97', '0.98'].filter((goal) =>
      record.comparison.activations.every(({ epochsTo }) => epochsTo[goal as '0.90'].reached === 0),
    );
    expect(none.length).toBeGreaterThan(0);
    expect(goals?.[1]).toBe(none.map((goal) => `${Math.round(100 * Number(goal))}&nbsp;%`).join(', '));
  });

  it('prints the functions as a paper does, with their LaTeX', () => {
    expect(page).toContain('The functions compared');
    expect(page).toMatch(/<th scope="row">tanh<\/th><td><math [^>]*><mrow><mi>tanh<\/mi>/);
    expect(page).toContain('f(z) = \\sigma\\left(z\\right)');
  });

  it('loads nothing: no address in it is one to fetch from', () => {
    const tags = wordsOf(page).match(/<[^>]+ (?:src|href)="[^"]*"/g) ?? [];
    expect(tags.filter((tag) => !/href="(#|data:,)/.test(tag))).toEqual([]);
    const [, styles] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
    expect(styles).not.toMatch(/@import|url\(/);
  });

  it('lets no text of a record become HTML or end a script, not even the name of an activation', async () => {
    const { comparison, runs } = record;
    const [first, ...rest] = comparison.activations;
    const evil = { ...first, name: '"</script><script>alert(1)</script><!--' };
    const text = await comparisonReport({ comparison: { ...comparison, activations: [evil, ...rest] }, runs });
    expect(wordsOf(text)).toContain('runs/&lt;/script&gt;&lt;b&gt;&quot;bold&quot;');
    // Three bundles, two of data, one of ours.
    expect(text.match(/<script/g)?.length).toBe(6);
    expect(text.match(/<\/script>/g)?.length).toBe(6);
    expect(text).not.toContain('<!--');
  });

  it('is not larger than what it is drawn with and a megabyte', () => {
    // Measured: 1.66 MB, of which the bundles are 0.83.
    expect(page.length).toBeLessThan(1_830_000);
  });

  it('says that one seed allows no verdict, and what came out', async () => {
    const { comparison, runs } = record;
    const one = { comparison: { ...comparison, seeds: [0], verdicts: [] }, runs: runs.map(([first]) => [first]) };
    const words = wordsOf(await comparisonReport(one));
    expect(words).toMatch(/<h1>\w+ ends at [\d.]+&nbsp;% test accuracy, \w+ [\d.]+&nbsp;%, \w+ [\d.]+&nbsp;%<\/h1>/);
    expect(words).toContain('With one seed there are no pairs to compare');
  });
});

describe('the report of a run', () => {
  it('says how it ended, with its findings and the command that repeats it', async () => {
    const [[run]] = record.runs;
    const words = wordsOf(await runReport(run, record.comparison.activations[0].diagnosis));
    expect(words).toMatch(/<h1>sigmoid classifies [\d.]+&nbsp;% of the test set rightly after 3 epochs<\/h1>/);
    expect(words).toContain('layer 1 receives');
    expect(words).toContain('gradlens train --data small.csv');
    expect(wordsOf(await runReport(run))).not.toContain('What held it back');
  });

  it('survives any run', async () => {
    for (const [what, [run]] of Object.entries(extremes(record.runs[0][0]))) {
      const words = wordsOf(await runReport(run, []));
      expect(words, what).not.toMatch(/undefined|\[object|>null</);
      if (what === 'diverged') expect(words).toContain('diverged in epoch 3</h1>');
    }
  });
});
