import type { Values } from '../kernels/kernels.ts';
import type { Network } from '../nn/network.ts';
import type { Divergence } from './events.ts';

/**
 * Finds where numbers were lost: the first layer, from the input on, whose weights, net inputs or outputs of the last
 * batch of B rows are not all finite.
 */
export function whereLost(network: Network, B: number): Pick<Divergence, 'layer' | 'what'> {
  for (const [k, layer] of network.layers.entries()) {
    const { W, b, p } = layer.parameters;
    const layerNumber = k + 1;
    if (![W, b, p].every((values) => allFinite(values, values.length))) return { layer: layerNumber, what: 'weights' };
    if (!allFinite(layer.z, B * layer.O)) return { layer: layerNumber, what: 'net inputs' };
    if (!allFinite(layer.out, B * layer.O)) return { layer: layerNumber, what: 'outputs' };
  }
  return { layer: network.layers.length, what: 'loss' };
}

function allFinite(values: Values, n: number): boolean {
  for (let k = 0; k < n; k++) if (!Number.isFinite(values[k])) return false;
  return true;
}
