import { describe, expect, it } from 'vitest';
import { inverseNormal, randomSource } from '../../src/util/random.ts';

const draws = (n: number, draw: () => number) => Array.from({ length: n }, draw);

describe('random streams', () => {
  it('are the same for the same seed and purpose, and different otherwise', () => {
    const first = draws(5, randomSource(1).stream('init').uniform);
    expect(draws(5, randomSource(1).stream('init').uniform)).toEqual(first);
    expect(draws(5, randomSource(2).stream('init').uniform)).not.toEqual(first);
    expect(draws(5, randomSource(1).stream('shuffle').uniform)).not.toEqual(first);
  });

  it('do not disturb one another', () => {
    const source = randomSource(3);
    draws(100, source.stream('dropout').uniform);
    expect(draws(5, source.stream('init').uniform)).toEqual(draws(5, randomSource(3).stream('init').uniform));
  });

  it('go on where they were saved', () => {
    const source = randomSource(4);
    draws(17, source.stream('shuffle').normal);
    const saved = JSON.parse(JSON.stringify(source.save()));
    const ahead = draws(5, source.stream('shuffle').normal);
    const other = randomSource(0);
    other.restore(saved);
    expect(draws(5, other.stream('shuffle').normal)).toEqual(ahead);
  });

  it('shuffle every order of three equally often', () => {
    const stream = randomSource(5).stream('shuffle');
    const seen = new Map<string, number>();
    const order = new Uint32Array(3);
    for (let k = 0; k < 6000; k++) {
      stream.shuffle(order);
      seen.set(order.join(), (seen.get(order.join()) ?? 0) + 1);
    }
    expect(seen.size).toBe(6);
    // Four standard deviations of a count of mean 1000 are 115.
    for (const count of seen.values()) expect(Math.abs(count - 1000)).toBeLessThan(115);
  });

  it('draw normals of mean 0, variance 1, and the right tails', () => {
    const values = draws(100_000, randomSource(6).stream('init').normal);
    const mean = values.reduce((a, b) => a + b) / values.length;
    const variance = values.reduce((a, b) => a + b * b, 0) / values.length - mean ** 2;
    expect(Math.abs(mean)).toBeLessThan(0.013); // four standard errors
    expect(Math.abs(variance - 1)).toBeLessThan(0.018);
    expect(Math.abs(values.filter((z) => z > 2).length / values.length - 0.02275)).toBeLessThan(0.002);
  });

  it('inverseNormal gives tabulated quantiles', () => {
    // scipy.stats.norm.ppf; measured worst 3e-16 relative.
    const table: [number, number][] = [
      [0.5, 0],
      [0.975, 1.959963984540054],
      [0.99, 2.3263478740408408],
      [1e-10, -6.361340902404056],
    ];
    for (const [p, z] of table) expect(inverseNormal(p)).toBeCloseTo(z, 14);
  });
});
