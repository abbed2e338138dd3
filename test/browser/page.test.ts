import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { dense, fitScale, loadMnist, Network, randomSource, selectEngine, train } from '../../src/index.ts';
import { chromiumPath } from '../support/chromium.ts';
import { needs } from '../support/needs.ts';
import { serveFolder } from './site.ts';

const example = fileURLToPath(new URL('../../examples/browser', import.meta.url));

/** What examples/browser/main.js does, in Node: [epoch, train loss, test loss, test accuracy]. */
async function trainedHere(threads: number): Promise<{ flavour: string; figures: number[][] }> {
  const { train: data, test } = await loadMnist();
  const { kernels } = selectEngine('wasm');
  const random = randomSource(0);
  const network = new Network({ inputs: data.features, layers: [dense(100, 'tanh'), dense(10)], random, kernels });
  const options = { network, train: data, test, scale: fitScale('255', data), random, threads };
  const figures: number[][] = [];
  for await (const event of train({ ...options, epochs: 3, batchSize: 32, learningRate: 0.1 })) {
    if (event.type !== 'epoch' || !event.test) continue;
    figures.push([event.epoch, event.train.loss, event.test.loss, event.test.accuracy]);
  }
  return { flavour: kernels.flavour, figures };
}

describe('the example page, bundled from dist, in a browser', needs('chromium'), () => {
  let folder: string;
  let site: { address: string; asked: string[]; server: Server };
  let browser: Browser;
  const complaints: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gradlens-page-'));
    await build({ root: example, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
    site = await serveFolder(folder);
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: ['--no-sandbox', '--disable-gpu'] });
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    site?.server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    expect(complaints.splice(0)).toEqual([]);
  });

  async function opened(path: string, prepare?: (page: Page) => Promise<void>): Promise<Page> {
    const page = await browser.newPage();
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(error.message));
    await prepare?.(page);
    await page.goto(`${site.address}/${path}`);
    await page.waitForSelector('body[data-done]', { state: 'attached' });
    return page;
  }

  const statusOf = (page: Page) => page.locator('#engine').innerText();
  const figuresOf = (page: Page) =>
    page.$$eval('#epochs tr', (rows) =>
      rows.map((row) => Array.from(row.querySelectorAll('td'), (cell) => Number(cell.title || cell.textContent))),
    );

  it.each([
    ['one thread without isolation', 'plain/', 1, false],
    ['two threads under cross-origin isolation', 'isolated/?threads=2', 2, true],
  ])('trains on real digits and comes to the same bits as Node: %s', async (_, path, threads, isolated) => {
    const page = await opened(path);
    const there = await figuresOf(page);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(isolated);
    const { flavour, figures } = await trainedHere(threads);
    expect(await statusOf(page)).toBe(
      `Trained on 8,000 digits: wasm engine (float32, ${flavour}), ${threads} thread${threads === 1 ? '' : 's'}.`,
    );
    expect(there).toEqual(figures);
    expect(figures[2][3]).toBeGreaterThan(0.9);
  });

  it('fetches one build of the engine, the better one', async () => {
    site.asked.length = 0;
    await opened('plain/');
    const { flavour } = selectEngine('wasm').kernels;
    expect(site.asked.filter((name) => name.endsWith('.wasm'))).toEqual([expect.stringContaining(`/${flavour}-`)]);
  });

  it('says what threads need, where they cannot be had', async () => {
    const page = await opened('plain/?threads=2');
    expect(await statusOf(page)).toMatch(
      /^more than one thread needs a page that is cross-origin isolated; .*Cross-Origin-Opener-Policy: same-origin/,
    );
    expect(await figuresOf(page)).toEqual([]);
  });

  it('says why it is slow, where the engine cannot be fetched', async () => {
    const page = await opened('plain/', async (one) => {
      await one.route('**/*.wasm', (route) => route.fulfill({ status: 200, body: '<!doctype html>' }));
      // The textbook takes its time: the note is told before it starts.
      await one.addInitScript(() => {
        new MutationObserver(() => {
          if (document.querySelector('#engine')?.textContent?.startsWith('Training')) document.body.dataset.done = '';
        }).observe(document, { subtree: true, childList: true, characterData: true });
      });
    });
    expect(await statusOf(page)).toMatch(/cannot run here: http:.*\.wasm is no WebAssembly. Taking the slow reference/);
  });

  it('is small, beside the digits, and holds nothing of Node', () => {
    const scripts = readdirSync(join(folder, 'assets')).filter((name) => /^index-.*\.js$/.test(name));
    expect(scripts).toHaveLength(1);
    const text = readFileSync(join(folder, 'assets', scripts[0]), 'utf8');
    // As it travels. Measured: 59 KB with formulas and their compiler.
    expect(gzipSync(text).length).toBeLessThan(66_000);
    expect(text).not.toMatch(/node:|worker_threads|__vite-browser-external/);
  });
});
