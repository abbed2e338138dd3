import { expect, it } from 'vitest';
import { boundaryChart } from '../../src/charts/boundary.ts';
import { boundarySvg } from '../../src/charts/graphics/boundary-svg.ts';
import { loadData } from '../../src/dataset/splits.ts';
import { dense } from '../../src/nn/layers/index.ts';
import { Network } from '../../src/nn/network.ts';
import { boundaryOf } from '../../src/training/boundary.ts';
import { english } from '../../src/words/index.ts';

/** A linear network that answers 1 right of x1 = 0.5, and the plane as it divides it. */
async function halves() {
  const network = new Network({ inputs: 2, layers: [dense(2)] });
  network.parameters.set([0, 1, 0, 0, 0, -0.5]);
  const boundary = await boundaryOf(network, { kind: '1' }, await loadData('blobs:60'), { columns: 40, rows: 10 });
  if (!boundary) throw new Error('none');
  return boundary;
}

it('the grid is answered where its cells are: a linear network has a straight line', async () => {
  const { x, columns, rows, answers } = await halves();
  for (let k = 0; k < columns * rows; k++) {
    const at = x[0] + ((x[1] - x[0]) * ((k % columns) + 0.5)) / columns;
    expect(answers[k]).toBe(at > 0.5 ? 1 : 0);
  }
});

it('in a terminal regions and samples differ by sign, without colour too', async () => {
  const chart = boundaryChart(await halves(), { columns: 80, unicode: false, colour: false });
  expect(chart).toMatch(/^ *-?[\d.]+ \| {20,}\.{5,}/m);
  for (const sign of ['*', 'o', '+']) expect(chart).toContain(sign);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what ASCII is
  expect(chart).toMatch(/^[\x0a\x20-\x7e]*$/);
});

it('as a picture, names of classes are text and no markup', async () => {
  const svg = boundarySvg({ ...(await halves()), classNames: ['<script>', 'b', 'c'] }, english);
  expect(svg).not.toContain('<script>');
  expect(svg).toContain('&lt;script&gt;');
});

it('networks of other sizes have none', async () => {
  const network = new Network({ inputs: 3, layers: [dense(2)] });
  expect(await boundaryOf(network, { kind: '1' }, await loadData('moons'), { columns: 4, rows: 4 })).toBeNull();
});
