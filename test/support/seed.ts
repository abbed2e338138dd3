import fc from 'fast-check';

/**
 * Draws of fast-check are the same in every run, so that `npm test` says the same to everybody. `npm run test:random`
 * gives other seeds; a counterexample that it finds is pinned beside the property: `fc.assert(..., { examples: [[...]] })`.
 */
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 1) });
