// npm run bench: how fast gradlens trains beside its peers (or --kernels, --scaling). See README.md.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../dist/index.js';
import { compareOn } from './compare.mjs';
import { findData, prepareData } from './data.mjs';
import { benchKernels } from './kernels.mjs';
import { machine } from './machine.mjs';
import { help, readOptions } from './options.mjs';
import { interpreters } from './python.mjs';
import { report, reportJson } from './report.mjs';
import { benchScaling } from './scaling.mjs';

const tell = (/** @type {string} */ text) => process.stderr.write(`${text}\n`);

/** @returns {Promise<{ markdown: string, json: unknown }>} */
async function benchTraining(
  /** @type {import('./options.mjs').BenchOptions} */ options,
  /** @type {import('./data.mjs').BenchData} */ data,
  /** @type {string} */ folder,
) {
  const samples = Math.min(options.samples ?? (options.quick ? 6000 : data.count), data.count);
  const plan = {
    rounds: options.rounds,
    samples,
    checkSamples: Math.min(options.quick ? 1500 : 6000, samples),
    budget: options.quick ? 4 : 20,
    pythons: interpreters(options.python),
    ...{ folder, data, tell },
  };
  const compared = [];
  for (const network of options.networks) {
    compared.push({ network, results: await compareOn(network, options.contenders, plan) });
  }
  const circumstances = { machine: machine(), data: { name: data.name, samples }, rounds: options.rounds };
  return { markdown: report(compared, circumstances), json: reportJson(compared, circumstances) };
}

async function main() {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return process.stdout.write(help);
  const folder = mkdtempSync(join(tmpdir(), 'gradlens-bench-'));
  for (const [signal, code] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])) {
    process.once(signal, () => {
      rmSync(folder, { recursive: true, force: true });
      // Contenders end with their input.
      process.exit(code);
    });
  }
  try {
    const source = findData(options.data);
    if (source === 'mnist10k' && !options.data) {
      tell(
        'note: MNIST is not here, so the embedded mnist10k is trained on. Fetch it: npx gradlens data download mnist',
      );
    }
    const data = await prepareData(source, folder);
    const run = options.kernels ? benchKernels : options.scaling ? benchScaling : benchTraining;
    const { markdown, json } = await run(options, data, folder, tell);
    process.stdout.write(`${markdown}\n`);
    if (options.markdown) writeFileSync(options.markdown, `${markdown}\n`);
    if (options.json) writeFileSync(options.json, `${JSON.stringify(json, null, 2)}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error) => {
  tell(error instanceof UserError ? `error: ${error.message}` : error.stack);
  process.exitCode = error instanceof UserError ? 2 : 1;
});
