import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { js } from '../../../src/runs/exports/js.ts';
import { chromiumPath } from '../../support/chromium.ts';
import { needs } from '../../support/needs.ts';
import { trainedModel } from './js-model.ts';

describe('the module in a page', needs('chromium'), () => {
  it('answers as in Node', async () => {
    const { model, images, run } = await trainedModel('gelu');
    const some = images.slice(0, 50).map((image) => [...image]);
    const browser = await chromium.launch({
      executablePath: chromiumPath ?? '',
      args: ['--no-sandbox', '--disable-gpu'],
    });
    try {
      const page = await browser.newPage();
      const [{ bytes }] = js.write(run);
      const url = `data:text/javascript;base64,${Buffer.from(bytes).toString('base64')}`;
      // As text: what is compiled for the tests asks for their own import().
      const answers = await page.evaluate<number[][]>(
        `import(${JSON.stringify(url)}).then(({ predict }) => ${JSON.stringify(some)}.map((one) => predict(one)))`,
      );
      // A browser's exp may differ from Node's in its last bit; measured 0.
      answers.forEach((answer, k) => {
        const node = model.predict(some[k]);
        expect(Math.max(...answer.map((p, o) => Math.abs(p - node[o])))).toBeLessThan(1e-14);
      });
    } finally {
      await browser.close();
    }
  });
});
