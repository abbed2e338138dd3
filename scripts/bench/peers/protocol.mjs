import { createInterface } from 'node:readline';

/**
 * @typedef {object} Trainer
 * @property {Record<string, string>} versions
 * @property {() => void | Promise<void>} reset back to the initial parameters
 * @property {(samples: number) => number | Promise<number>} epoch trains one, gives its mean loss
 */

/** Speaks the protocol of README.md. @param {(job: any) => Promise<Trainer>} prepare */
export async function serve(prepare) {
  const answer = (/** @type {Record<string, unknown>} */ message) =>
    process.stdout.write(`${JSON.stringify(message)}\n`);
  /** @type {Trainer | undefined} */
  let trainer;
  for await (const line of createInterface({ input: process.stdin })) {
    const message = JSON.parse(line);
    if (!trainer) {
      try {
        trainer = await prepare(message);
      } catch (error) {
        answer({ unavailable: /** @type {Error} */ (error).message.split('\n')[0] });
        break;
      }
      answer({ ready: true, versions: trainer.versions });
    } else if (message.do === 'reset') {
      await trainer.reset();
      answer({ ok: true });
    } else {
      const started = performance.now();
      const loss = await trainer.epoch(message.samples);
      answer({ seconds: (performance.now() - started) / 1000, loss: Number.isFinite(loss) ? loss : null });
    }
  }
  process.exit(0);
}
