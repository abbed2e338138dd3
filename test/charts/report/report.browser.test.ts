import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { comparisonReport, runReport } from '../../../src/charts/report/index.ts';
import { chromiumPath } from '../../support/chromium.ts';
import { needs } from '../../support/needs.ts';
import { smallComparison } from './records.ts';

describe('report.html in a browser', needs('chromium'), () => {
  let folder: string;
  let browser: Browser;
  const complaints: string[] = [];
  const requests: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gradlens-report-'));
    const record = await smallComparison();
    writeFileSync(join(folder, 'report.html'), await comparisonReport(record));
    writeFileSync(join(folder, 'run.html'), await runReport(record.runs[0][0], []));
    const executablePath = chromiumPath ?? '';
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    expect(complaints.splice(0)).toEqual([]);
    expect(requests.splice(0)).toEqual([]);
  });

  /** The page with all its charts drawn; what it complains of or asks the network for is kept. */
  async function opened(options: BrowserContextOptions = {}, name = 'report.html'): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!/^(file|data|blob):/.test(request.url())) requests.push(request.url());
    });
    await page.goto(pathToFileURL(join(folder, name)).href);
    await page.waitForSelector('html[data-drawn]', { state: 'attached' });
    return page;
  }

  const lines = (page: Page, chart: string) => page.locator(`#${chart} .live .mark-line path[stroke]`).count();

  it.each(['report.html', 'run.html'])('draws every chart of %s, with marks in it', async (name) => {
    const page = await opened({}, name);
    const marks = await page.$$eval('figure[data-chart]', (figures) =>
      figures.map((figure) => [
        figure.id,
        figure.querySelectorAll('.live [class*="role-mark"] path:not([d=""])').length,
        figure.querySelector('.plot')?.getAttribute('aria-label')?.length ?? 0,
      ]),
    );
    expect(marks.length).toBeGreaterThan(7);
    for (const [id, drawn, described] of marks) {
      expect(drawn, `marks of ${id}`).toBeGreaterThan(0);
      expect(described, `description of ${id}`).toBeGreaterThan(20);
    }
  });

  it('tells the figures of the point that the pointer is near', async () => {
    const page = await opened();
    const plot = page.locator('#loss .live svg');
    await plot.scrollIntoViewIfNeeded();
    const box = await plot.boundingBox();
    if (!box) throw new Error('no plot');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
    const tooltip = page.locator('#vg-tooltip-element.visible');
    await tooltip.waitFor();
    expect(await tooltip.innerText()).toMatch(/activation\s+(sigmoid|tanh|relu)[\s\S]*median\s+[\d.]+/);
  });

  it('hides and shows a series by click and by keyboard', async () => {
    const page = await opened();
    const before = await lines(page, 'loss');
    const button = page.locator('#loss .legend button', { hasText: 'tanh' });
    await button.click();
    await expect.poll(() => lines(page, 'loss')).toBe((before * 2) / 3);
    expect(await button.getAttribute('aria-pressed')).toBe('false');
    await button.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => lines(page, 'loss')).toBe(before);
    expect(await button.getAttribute('aria-pressed')).toBe('true');
  });

  it('is reached by Tab, everything that can be pressed, with a focus that is seen', async () => {
    const page = await opened();
    const all = await page.locator('button, a[href], summary, [tabindex="0"]').count();
    const reached = new Set<string>();
    for (let k = 0; k < all + 2; k++) {
      await page.keyboard.press('Tab');
      const [place, outline] = await page.evaluate(() => {
        const one = document.activeElement as HTMLElement;
        const every = Array.from(document.querySelectorAll('button, a[href], summary, [tabindex="0"]'));
        return [every.indexOf(one), getComputedStyle(one).outlineWidth];
      });
      if (place === -1) continue;
      expect(outline).toBe('3px');
      reached.add(String(place));
    }
    // What stands in a closed table is not reached, nor should it be.
    const closed = await page.locator('details:not([open]) [tabindex="0"]').count();
    expect(closed).toBeGreaterThan(0);
    expect(reached.size).toBe(all - closed);
  });

  it('switches its theme by keyboard, charts included', async () => {
    const page = await opened({ colorScheme: 'light' });
    const inkOf = () =>
      page
        .locator('#loss .live text')
        .first()
        .evaluate((text) => getComputedStyle(text).fill);
    const light = await inkOf();
    await page.locator('#theme').focus();
    await page.keyboard.press('Space');
    expect(await page.locator('#theme').getAttribute('aria-pressed')).toBe('true');
    expect(await inkOf()).not.toBe(light);
  });

  it.each(['light', 'dark'] as const)('is readable in %s: all text has a contrast of 4.5:1', async (colorScheme) => {
    const page = await opened({ colorScheme });
    const faint = await page.evaluate(() => {
      const rgb = (colour: string) => (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
      const light = (colour: string) => {
        const [r, g, b] = rgb(colour).map((c) => (c <= 10 ? c / 3294.6 : ((c / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = light(getComputedStyle(document.documentElement).backgroundColor);
      const texts = Array.from(document.querySelectorAll('h1,h2,h3,p,td,th,a,button,summary,.live text'));
      const contrasts = texts.map((one) => {
        const style = getComputedStyle(one);
        const ink = light(one instanceof SVGElement ? style.fill : style.color);
        return [(Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05), one.textContent ?? ''] as const;
      });
      return { count: contrasts.length, faint: contrasts.filter(([contrast]) => contrast < 4.5) };
    });
    expect(faint.count).toBeGreaterThan(300);
    expect(faint.faint).toEqual([]);
  });

  it.each(['report.html', 'run.html'])('does not overflow at 400 pixels: %s', async (name) => {
    const page = await opened({ viewport: { width: 400, height: 800 } }, name);
    const wide = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(wide[0]).toBeLessThanOrEqual(wide[1]);
    const cut = await page.$$eval('.plot', (plots) =>
      plots.filter((plot) => plot.scrollWidth > plot.clientWidth).map((plot) => plot.closest('figure')?.id),
    );
    expect(cut).toEqual([]);
  });

  it('fits its charts to the window when that changes', async () => {
    const page = await opened();
    await page.setViewportSize({ width: 500, height: 800 });
    const width = () => page.locator('#loss .live svg').evaluate((svg) => svg.getBoundingClientRect().width);
    await expect.poll(width).toBeLessThan(500);
  });

  it('changes between a linear and a logarithmic axis, and what it is drawn against', async () => {
    const page = await opened();
    const axes = () =>
      page
        .locator('#loss .live .role-axis[aria-label]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')).join());
    expect(await axes()).not.toContain('log scale');
    await page.locator('#loss button', { hasText: 'logarithmic' }).click();
    await expect.poll(axes).toContain('log scale');
    await page.locator('#loss button', { hasText: 'linear' }).click();
    await page.locator('#loss button', { hasText: 'seconds' }).click();
    await expect.poll(axes).toContain('seconds of training');
    expect(await axes()).not.toContain('log scale');
  });

  it('zooms by buttons and goes back', async () => {
    const page = await opened();
    // Ticks are drawn in the order in which they came.
    const ticks = async () =>
      (await page.locator('#loss .live .role-axis[aria-label^="X"] .role-axis-label text').allTextContents())
        .sort()
        .join();
    const before = await ticks();
    await page.locator('#loss button[aria-label="Zoom in"]').click();
    await expect.poll(ticks).not.toBe(before);
    await page.locator('#loss button[aria-label="Show all"]').click();
    await expect.poll(ticks).toBe(before);
  });

  it('prints a chart as the reader has changed it', async () => {
    const page = await opened();
    await page.locator('#loss .legend button', { hasText: 'tanh' }).click();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#loss .still svg').isVisible()).toBe(false);
    expect(await page.locator('#loss .live svg').isVisible()).toBe(true);
    expect(await page.locator('#accuracy .still svg').isVisible()).toBe(true);
  });

  it('prints on white, with its charts and without its buttons', async () => {
    const page = await opened({ colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(await ground()).toBe('rgb(255, 255, 255)');
    expect(await page.locator('#loss .zoom').isVisible()).toBe(false);
    expect(await page.locator('#loss .still svg').isVisible()).toBe(true);
    expect(await page.locator('#loss .live svg').isVisible()).toBe(false);
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(50_000);
  });
});
