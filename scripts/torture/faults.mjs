// npm run torture:faults [-- --count 1000 --seed 1]: trainings on a disk of which a random call (write, fsync, rename, open,
// truncate, ...) fails, alone or with all that follow, or stops in its middle. Then the disk is sound again and the run is
// resumed: it must end with the SHA-256 of one that was never disturbed, and until then every checkpoint that loads must be
// one that was handed out. Exit code 1 where one is not.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { contentOf, draws } from './content.mjs';
import { hasFailed, setFault, spoil } from './faulty-disk.mjs';

spoil();
const { assemble, optimizerNames, resolveSettings, runTraining, UserError } = await import('../../dist/index.js');
const { checkpointShape, resumeRun } = await import('../../dist/runs/checkpoint/resume.js');
const { readCheckpoint } = await import('../../dist/runs/checkpoint/checkpoint-folder.js');

const { values } = parseArgs({
  options: { count: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
});
const count = Number(values.count);
const random = draws(Number(values.seed));
const folder = mkdtempSync(join(tmpdir(), 'gradlens-faults-'));
/** @typedef {{ sum: string, calls: number, settings: import('../../dist/index.js').Settings, states: Set<string> }} Whole */
/** @type {Map<string, Whole>} */
const wholes = new Map();

/** @type {Record<string, number>} */
const ends = {};
/** @type {string[]} */
const lost = [];
let resumed = 0;
try {
  for (let n = 0; n < count; n++) await tryOne(n);
} finally {
  setFault(undefined);
  rmSync(folder, { recursive: true, force: true });
}
const told = Object.entries(ends).map(([end, times]) => `${times} ${end}`);
process.stdout.write(
  `faults: ${count} schedules (${told.join(', ')}), ${resumed} went on to the same SHA-256, ${lost.length} lost\n${lost.join('\n')}`,
);
process.exitCode = lost.length > 0 ? 1 : 0;

/** A training that was not disturbed, and how often it called the disk. */
async function whole(/** @type {string} */ optimizer) {
  const known = wholes.get(optimizer);
  if (known) return known;
  const settings = resolveSettings({
    label: String,
    values: {
      ...{
        trainSize: 400,
        validation: 100,
        hidden: [6],
        epochs: 3,
        batchSize: 50,
        optimizer,
        dropout: 0.2,
        threads: 1,
      },
      ...{ checkpointEvery: '2', logEvery: 1, earlyStopping: optimizer.startsWith('a'), patience: 9 },
    },
  });
  const run = join(folder, `whole-${optimizer}`);
  const states = new Set();
  setFault(undefined);
  await train(settings, run, states);
  const made = { sum: contentOf(run), calls: setFault(undefined), settings, states };
  wholes.set(optimizer, made);
  return made;
}

async function train(
  /** @type {Whole['settings']} */ settings,
  /** @type {string} */ run,
  /** @type {Set<string>} */ states,
) {
  await runTraining(await assemble(settings), {
    folder: run,
    version: '0',
    listen: (event) => void (event.type === 'checkpoint' && states.add(keyOf(event.state))),
  });
}

/** What tells one state of a training from another. @returns {string} */
function keyOf(
  /** @type {import('../../dist/training/state.js').TrainingState} */ { steps, lossSum, network, moments },
) {
  return JSON.stringify([steps, lossSum, ...network.parameters.slice(0, 9), ...moments.map((moment) => moment[3])]);
}

async function tryOne(/** @type {number} */ n) {
  const optimizer = optimizerNames[n % optimizerNames.length];
  const { sum, calls, settings, states } = await whole(optimizer);
  const how = /** @type {const} */ (['once', 'full', 'short', 'cut'])[Math.floor(random() * 4)];
  const at = Math.floor(random() * calls);
  const run = join(folder, `run-${n}`);
  const what = `schedule ${n} (${optimizer}, ${how} at call ${at} of ${calls})`;
  let end = 'harmless';
  setFault({ at, how });
  try {
    await train(settings, run, new Set());
  } catch (error) {
    end = error instanceof UserError ? 'told' : 'thrown';
    if (!(error instanceof UserError)) lost.push(`${what}: ${error}`);
  }
  if (!hasFailed()) end = 'without a fault';
  setFault(undefined);
  ends[end] = (ends[end] ?? 0) + 1;
  try {
    await requireRight(run, settings, states);
    if (await goOn(run)) {
      resumed++;
      if (contentOf(run) !== sum) lost.push(`${what}: other bits`);
    }
  } catch (error) {
    lost.push(`${what}, resumed: ${error}`);
  }
  rmSync(run, { recursive: true, force: true });
}

/** Every checkpoint that loads is one that the undisturbed training handed out. */
async function requireRight(
  /** @type {string} */ run,
  /** @type {Whole['settings']} */ settings,
  /** @type {Set<string>} */ states,
) {
  const shape = checkpointShape(await assemble(settings));
  for (const name of ['last', 'previous']) {
    try {
      const { state } = readCheckpoint(join(run, 'checkpoint', `${name}.safetensors`), shape);
      if (!states.has(keyOf(state))) throw new Error(`${name} is a checkpoint that never was`);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
}

/** @returns false where there was nothing to go on with */
async function goOn(/** @type {string} */ run) {
  // The process that had it counts as dead.
  rmSync(join(run, 'lock'), { force: true });
  if (!existsSync(join(run, 'config.json'))) return false;
  const resumption = await resumeRun(run);
  if ('continued' in resumption) {
    await runTraining(resumption.assembly, { version: '0', continued: resumption.continued });
  }
  return true;
}
