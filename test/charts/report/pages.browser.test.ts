import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activationFunctions, reproductionChart } from '../../../src/charts/graphics/index.ts';
import { loggedCurves } from '../../../src/charts/graphics/logged-curves.ts';
import { classicPair } from '../../../src/charts/graphics/portable.ts';
import { chartPage, comparisonReport, runReport } from '../../../src/charts/report/index.ts';
import type { ComparisonRecord } from '../../../src/experiments/comparison.ts';
import { type Language, languages } from '../../../src/words/language.ts';
import { chromiumPath } from '../../support/chromium.ts';
import { needs } from '../../support/needs.ts';
import { smallComparison } from './records.ts';

/** Every kind of page that gradlens makes, and how many charts it has. */
const kinds: Readonly<
  Record<string, { charts: number; make(record: ComparisonRecord, language: Language): Promise<string> }>
> = {
  comparison: { charts: 21, make: (record, language) => comparisonReport(record, { language }) },
  run: {
    charts: 8,
    make: ({ runs, comparison }, language) => runReport(runs[0][0], comparison.activations[0].diagnosis, { language }),
  },
  activations: { charts: 1, make: (_, language) => chartPage(activationFunctions(classicPair, { language })) },
  curves: {
    charts: 1,
    make: (_, language) =>
      chartPage(
        loggedCurves(
          ['sigmoid', 'tanh'].map((run, k) => ({
            run,
            part: 'train',
            points: [3, 2, 1].map((loss, e) => {
              const value = loss / (k + 1);
              return { epoch: e, step: e, seconds: e, x: e, value, smoothed: value };
            }),
          })),
          { metric: 'loss', x: 'epoch', smooth: 0.5, log: false, language },
        ),
      ),
  },
  reproduction: {
    charts: 1,
    make: (_, language) =>
      chartPage(
        reproductionChart(
          {
            title: 'accuracy',
            x: { title: 'epoch' },
            y: { title: 'accuracy', unit: 'percent' },
            series: [
              { name: 'deep', drawn: 'both', points: [[1, 0.5], [2, 0.6]] }, // biome-ignore format: a table
              { name: 'deep', drawn: 'points', points: [[2, 0.62]], published: true },
            ],
          },
          { language },
        ),
      ),
  },
};

const cases = Object.keys(kinds).flatMap((kind) => languages.map((language) => [kind, language] as const));

describe('every kind of page', needs('chromium'), () => {
  let folder: string;
  let browser: Browser;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gradlens-pages-'));
    const record = await smallComparison();
    for (const [kind, language] of cases)
      writeFileSync(join(folder, `${kind}-${language}.html`), await kinds[kind].make(record, language));
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: ['--no-sandbox', '--disable-gpu'] });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  const address = (kind: string, language: string) => pathToFileURL(join(folder, `${kind}-${language}.html`)).href;

  /** Marks, such as lines, points and bars, in the charts of that kind: `live` or `still`. */
  const marks = (page: Page, drawing: string) =>
    page.$$eval(
      'figure[data-chart]',
      (figures, drawing) =>
        figures.map((figure) => {
          const { width, height } = figure.querySelector(`.${drawing} svg`)?.getBoundingClientRect() ?? {};
          const paths = figure.querySelectorAll(`.${drawing} [class*="role-mark"] path:not([d=""])`);
          return { marks: paths.length, width: width ?? 0, height: height ?? 0 };
        }),
      drawing,
    );

  /** Texts of charts that stick out of their plot, and the page itself where it is wider than the window. */
  const cut = (page: Page) =>
    page.evaluate(() => {
      const texts = Array.from(document.querySelectorAll('.live svg text')).filter((text) => text.textContent);
      const outside = texts.filter((text) => {
        const [inner, outer] = [text, text.closest('.plot') as Element].map((one) => one.getBoundingClientRect());
        const beside = inner.left < outer.left - 1 || inner.right > outer.right + 1;
        return beside || inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1;
      });
      const { scrollWidth, clientWidth } = document.documentElement;
      const wide = scrollWidth > clientWidth ? [`page: ${scrollWidth} of ${clientWidth}`] : [];
      const scrolled = Array.from(document.querySelectorAll('main > section > .scroll'))
        .filter((table) => table.scrollWidth > table.clientWidth + 1)
        .map((table) => `table ${table.getAttribute('aria-label')}: ${table.scrollWidth} of ${table.clientWidth}`);
      const results = Array.from(document.querySelectorAll('table.results'))
        .filter((table) => table.scrollWidth > (table.parentElement?.clientWidth ?? 0) + 1)
        .map(() => 'the table of results');
      const named = outside.map((text) => `${text.closest('figure')?.id}: ${text.textContent}`);
      return [...wide, ...(clientWidth >= 1280 ? scrolled : []), ...results, ...named];
    });

  it.each(cases)(
    '%s (%s) draws all its charts, cuts no text, and keeps to its policy',
    async (kind, language) => {
      const complaints: string[] = [];
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', ({ message }) => complaints.push(message));
      await page.goto(address(kind, language));
      await page.waitForSelector('html[data-drawn]', { state: 'attached' });
      for (const width of [1280, 1000, 390]) {
        await page.setViewportSize({ width, height: 900 });
        const plot = page.locator('.plot').last();
        const fits = async () => {
          const [outer, inner] = await Promise.all([plot, plot.locator('.live svg')].map((one) => one.boundingBox()));
          return outer && inner && inner.width <= outer.width && inner.width > outer.width - 140;
        };
        await expect.poll(fits, { timeout: 20_000 }).toBe(true);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          const drawn = await marks(page, 'live');
          expect(drawn.length).toBe(kinds[kind].charts);
          for (const chart of drawn) {
            expect(chart.marks).toBeGreaterThan(0);
            expect(chart.width).toBeGreaterThan(200);
            expect(chart.height).toBeGreaterThan(80);
          }
          expect(await cut(page), `${width} ${colorScheme}`).toEqual([]);
        }
      }
      expect(complaints).toEqual([]);
      await page.close();
    },
    120_000,
  );

  it.each(cases)(
    '%s (%s) shows and prints all its charts without scripts',
    async (kind, language) => {
      const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      await page.goto(address(kind, language));
      await page.emulateMedia({ media: 'print' });
      const drawn = await marks(page, 'still');
      expect(drawn.length).toBe(kinds[kind].charts);
      for (const chart of drawn) {
        expect(chart.marks).toBeGreaterThan(0);
        expect(chart.width).toBeGreaterThan(150);
      }
      const pages = (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type \/Page\b/g);
      expect(pages?.length).toBeLessThanOrEqual(kind === 'comparison' ? 8 : kind === 'run' ? 5 : 1);
      await context.close();
    },
    60_000,
  );

  it.each(languages)(
    'a comparison (%s) begins with its answer, the picture of it on the first screen',
    async (language) => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      await page.goto(address('comparison', language));
      const [plot] = await page.locator('#accuracy .plot').all();
      expect((await plot.boundingBox())?.y).toBeLessThan(600);
      const order = await page.$$eval('h1, figure[data-chart], table.results, .findings, #command', (all) =>
        all.map((one) => one.id || one.className || one.tagName),
      );
      const places = ['H1', 'accuracy', 'results', 'findings', 'attenuation', 'norms-0', 'command'].map((name) =>
        order.indexOf(name),
      );
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(places[0]).toBe(0);
      await page.close();
    },
  );

  it('three activations stand side by side from 1000 pixels on', async () => {
    const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
    await page.goto(address('comparison', 'en'));
    const tops = await page.$$eval('#norms-0, #norms-1, #norms-2', (all) =>
      all.map((one) => one.getBoundingClientRect().top),
    );
    expect(new Set(tops).size).toBe(1);
    await page.close();
  });

  it('has a policy that lets no other script run', async () => {
    const page = await browser.newPage();
    await page.goto(address('activations', 'en'));
    await page.waitForSelector('html[data-drawn]', { state: 'attached' });
    const ran = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.broken = true';
      document.body.append(script);
      document.body.setAttribute('onclick', 'window.broken = true');
      document.body.click();
      const fetched = await fetch('https://example.org/').then(
        () => true,
        () => false,
      );
      return ['broken' in window, fetched];
    });
    expect(ran).toEqual([false, false]);
    await page.close();
  });
});
