import { elementwise } from './elementwise.ts';

/** The silu with a hard sigmoid for its weight: what MobileNetV3 runs on phones. Dead below -3. */
export const hardSwish = elementwise({
  name: 'hard-swish',
  aliases: ['hardswish', 'hard-silu', 'hardsilu'],
  formula: 'z * min(6, max(0, z + 3)) / 6',
  range: [-0.375, Number.POSITIVE_INFINITY],
  monotone: false,
  kinks: [-3, 3],
  f: (z) => z * (Math.min(6, Math.max(0, z + 3)) / 6),
  df: (z) => (Math.abs(z) < 3 ? (2 * z + 3) / 6 : z > 0 ? 1 : 0),
  init: 'he-normal',
  gain: 1.7367,
  source: 'Howard et al., Searching for MobileNetV3 (2019)',
});
