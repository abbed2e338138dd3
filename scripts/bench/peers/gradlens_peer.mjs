// gradlens as its users run it: settings, assemble, train; only the initial weights are given.
import { readFileSync } from 'node:fs';
import { assemble, resolveSettings, slice, train } from '../../../dist/index.js';
import { serve } from './protocol.mjs';

await serve(async ({ network: { hidden, activation, batchSize, lr }, data, init, seed, options: engine }) => {
  const values = {
    data: data.source,
    hidden,
    activation,
    batchSize,
    lr,
    seed,
    optimizer: 'sgd',
    scale: '255',
    ...engine,
  };
  const settings = resolveSettings({ label: (name) => `--${name}`, values });
  const { network, options } = await assemble(settings);
  const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  const initial = new Float32Array(new Uint8Array(readFileSync(init)).buffer);
  /** A training under way over so many samples: it rests between its epochs. */
  let run = { samples: 0, events: null };

  const endRun = async () => {
    await run.events?.return();
    run = { samples: 0, events: null };
  };
  return {
    versions: { gradlens: version, node: process.versions.node, engine: network.kernels.name },
    async reset() {
      await endRun();
      network.parameters.set(initial);
    },
    async epoch(samples) {
      if (run.samples !== samples) {
        await endRun();
        const part = { train: slice(options.train, 0, samples), validation: null, test: null, epochs: 1_000_000 };
        run = { samples, events: train({ ...options, ...part }) };
      }
      for (;;) {
        const { value: event, done } = await run.events.next();
        if (done) throw new Error('the training ended before its epoch');
        if (event.type === 'diverged') return Number.NaN;
        if (event.type === 'epoch') return event.train.loss;
      }
    },
  };
});
