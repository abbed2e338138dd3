import type { RunRecord } from '../runs/folder/run-record.ts';
import { hiddenOf } from '../training/probes/attenuation.ts';
import type { Attenuation, LayerProbe, Probe } from '../training/probes/figures.ts';
import { mean, median } from '../util/statistics/quantile.ts';
import type { ActivationResult } from './comparison.ts';

/**
 * What became of gradients and units, over an activation's seeds. A figure that is not finite, as at the end of a
 * diverged training, does not count.
 */
export function summarizeLayers(
  records: readonly RunRecord[],
): Pick<ActivationResult, 'attenuation' | 'saturated' | 'off' | 'dead'> {
  const first = records.flatMap(({ probes }) => probes.find(({ step }) => step === 0) ?? []);
  const last = records.flatMap(({ probes }) => probes.at(-1) ?? []);
  const share = (of: (layer: LayerProbe) => number | null) => medianOf(last.flatMap((probe) => hiddenMean(probe, of)));
  return {
    attenuation: { start: medianAttenuation(first), end: medianAttenuation(last) },
    saturated: share(({ saturated }) => saturated),
    off: share(({ off }) => off),
    dead: share(({ dead }) => dead),
  };
}

/** Mean over the hidden layers; nothing where there are none. */
function hiddenMean({ layers }: Probe, of: (layer: LayerProbe) => number | null): number[] {
  const shares = hiddenOf(layers).flatMap((layer) => of(layer) ?? []);
  return shares.length > 0 ? [mean(shares)] : [];
}

function medianAttenuation(probes: readonly Probe[]): Attenuation | null {
  const known = probes.flatMap(({ attenuation }) => attenuation ?? []);
  const total = medianFactor(known.map((one) => one.total));
  const perLayer = medianFactor(known.map((one) => one.perLayer));
  return total === null || perLayer === null ? null : { total, perLayer };
}

/**
 * The middle of factors, or the geometric mean of the two in the middle, so that `total` stays the power of `perLayer`
 * that it is.
 */
function medianFactor(factors: readonly number[]): number | null {
  const sorted = factors.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === high ? low : Math.sqrt(low) * Math.sqrt(high);
}

function medianOf(shares: readonly number[]): number | null {
  const known = shares.filter(Number.isFinite);
  return known.length > 0 ? median(known) : null;
}
