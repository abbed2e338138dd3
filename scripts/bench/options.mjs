import { parseArgs } from 'node:util';
import { UserError } from '../../dist/index.js';
import { unknownName } from '../../dist/util/user-error.js';
import { contenders } from './contenders.mjs';
import { networks } from './networks.mjs';

export const help = `npm run bench -- [options]

Whole epochs of training on MNIST, gradlens beside its peers, in turns; each must show the same losses to count.

  --networks W1,W2,..      of ${networks.map(({ id }) => id).join(', ')} (default: all)
  --contenders a,b,..      of ${contenders.map(({ id }) => id).join(', ')} (default: all that are installed)
  --rounds N               measured epochs of each (default 5)
  --samples N              the first N training samples only
  --data DIR|mnist10k      (default: MNIST where it was downloaded, else mnist10k)
  --python PATH,..         interpreters to look for PyTorch, JAX, scikit-learn (or GRADLENS_PYTHON)
  --kernels                instead: GFLOP/s of each kernel against this machine's WebAssembly peak
  --scaling                instead: time by hidden size, depth, batch and threads
  --quick                  few samples and rounds, to see that it works
  --json FILE              all figures
  --markdown FILE          the tables
`;

/**
 * @typedef {ReturnType<typeof readOptions>} BenchOptions
 */

/** @throws UserError for an option that is unknown or out of range */
export function readOptions(/** @type {string[]} */ args) {
  const given = parse(args);
  const rounds = wholeNumber('--rounds', given.rounds ?? (given.quick ? '3' : '5'));
  return {
    ...given,
    rounds,
    samples: given.samples === undefined ? undefined : wholeNumber('--samples', given.samples),
    networks: chosen('--networks', given.networks, networks),
    contenders: chosen('--contenders', given.contenders, contenders),
    /** Whether contenders were asked for by name. */
    named: given.contenders !== undefined,
  };
}

function parse(/** @type {string[]} */ args) {
  const text = /** @type {const} */ ({ type: 'string' });
  const flag = /** @type {const} */ ({ type: 'boolean', default: false });
  const options = {
    ...{ networks: text, contenders: text, rounds: text, samples: text, data: text, python: text },
    ...{ json: text, markdown: text, kernels: flag, scaling: flag, quick: flag, help: flag },
  };
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UserError({
      rule: /** @type {Error} */ (error).message.split('\n')[0],
      fix: 'see npm run bench -- --help',
    });
  }
}

/** @template {{ id: string }} T @returns {readonly T[]} */
function chosen(/** @type {string} */ flag, /** @type {string | undefined} */ list, /** @type {readonly T[]} */ all) {
  if (list === undefined) return all;
  const ids = all.map(({ id }) => id);
  const wanted = list.split(',').map((name) => name.trim());
  return wanted.map((name) => {
    const found = all.find(({ id }) => id.toLowerCase() === name.toLowerCase());
    if (!found) throw unknownName(flag, name, ids);
    return found;
  });
}

function wholeNumber(/** @type {string} */ flag, /** @type {string} */ received) {
  const value = Number(received);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new UserError({ rule: `${flag} must be a whole number of at least 1`, received });
}
