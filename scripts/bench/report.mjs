import { JUDGED_EPOCHS, TOLERANCE } from './agreement.mjs';
import { contenders } from './contenders.mjs';
import { describeMachine } from './machine.mjs';
import { describeNetwork } from './networks.mjs';
import { median, pairedRatio, spread } from './statistics.mjs';
import { figure, markdownTable } from './table.mjs';

/**
 * @typedef {import('./compare.mjs').Result} Result
 * @typedef {{ network: import('./networks.mjs').BenchNetwork, results: Result[] }} Compared
 * @typedef {object} Circumstances
 * @property {ReturnType<typeof import('./machine.mjs').machine>} machine
 * @property {{ name: string, samples: number }} data
 * @property {number} rounds
 */

/** The gradlens contenders that others are compared with, where they took part. */
const BASELINES = ['gradlens-all', 'gradlens-1', 'gradlens-reference'];

const labelOf = (/** @type {string} */ id) => contenders.find((one) => one.id === id)?.label ?? id;
const groupOf = (/** @type {string} */ id) => contenders.find((one) => one.id === id)?.group ?? id;
/** Its time counts. */
const counts = (/** @type {Result} */ { missing, verdict }) => !missing && verdict?.agrees;

/** The two gradlens results that ratios refer to: all threads and one, or what there is. */
function baselines(/** @type {readonly Result[]} */ results) {
  const present = BASELINES.map((id) => results.find((one) => one.id === id && counts(one))).filter((one) => one);
  return present.filter(({ id }) => id !== 'gradlens-reference' || present.length === 1);
}

/** All tables, as Markdown. @param {readonly Compared[]} compared @param {Circumstances} circumstances */
export function report(compared, circumstances) {
  return [
    '## Training speed',
    caption(compared, circumstances),
    ...(compared.length > 1
      ? [`Seconds per epoch, median; of several variants of one product the best:`, overview(compared)]
      : []),
    ...compared.flatMap(({ network, results }) => [
      `### ${network.id}: ${describeNetwork(network)}, learning rate ${network.lr}`,
      detail(results),
      ...remarks(results, circumstances.data.samples),
    ]),
    ...missing(compared),
  ].join('\n\n');
}

function caption(/** @type {readonly Compared[]} */ compared, /** @type {Circumstances} */ { machine, data, rounds }) {
  const versions = Object.assign({}, ...compared.flatMap(({ results }) => results.map((one) => one.versions)));
  delete versions.node;
  delete versions.engine;
  const peers = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `${describeMachine(machine)}; ${peers.join(', ')}.`,
    `${data.name}, ${data.samples} samples, plain SGD, softmax cross-entropy. Each contender is a process of its own,`,
    'starts from the same weights, and trains whole epochs in turns with the others: shuffling, forward, loss, backward',
    `and update count; loading, compilation and evaluation do not. Median of ${rounds} rounds; ratios are taken round by`,
    `round. A time counts where the mean losses of the first ${JUDGED_EPOCHS} epochs lie within ${100 * TOLERANCE} % of`,
    "the programs' median.",
  ].join('\n');
}

function overview(/** @type {readonly Compared[]} */ compared) {
  const ids = compared.flatMap(({ results }) => results.filter(counts).map(({ id }) => id));
  const groups = [...new Set(ids.map(groupOf))];
  const rows = compared.map(({ network, results }) => [
    network.id,
    ...groups.map((group) => {
      const own = results.filter((one) => groupOf(one.id) === group && counts(one));
      return own.length ? figure(Math.min(...own.map(({ seconds }) => median(seconds)))) : '-';
    }),
  ]);
  return markdownTable(['network', ...groups], rows);
}

function detail(/** @type {readonly Result[]} */ results) {
  const bases = baselines(results);
  const rows = results
    .filter(({ missing }) => !missing)
    .map((one) => {
      const { median: middle, min, max } = spread(one.seconds);
      const valid = counts(one);
      return [
        `${labelOf(one.id)}${valid ? '' : ' (does not count)'}`,
        valid ? figure(middle) : `(${figure(middle)})`,
        `${figure(min)} - ${figure(max)}`,
        ...bases.flatMap((base) => ratios(one, base)),
        one.losses.length
          ? (one.losses.find(({ samples, epoch }) => samples === one.samples && epoch === 1)?.loss?.toFixed(4) ?? 'NaN')
          : '-',
        `${(100 * (one.verdict?.worst ?? 0)).toFixed(1)} %`,
      ];
    });
  const header = ['contender', 's/epoch', 'min - max'];
  for (const { id } of bases) header.push(`x ${labelOf(id)}`, 'of medians');
  return markdownTable([...header, 'loss, epoch 1', 'off by'], rows);
}

/** How many times as long as `base`: round by round, and of the medians. */
function ratios(/** @type {Result} */ one, /** @type {Result} */ base) {
  if (!counts(one)) return ['-', '-'];
  if (one === base) return ['1', '1'];
  const { median: middle, min, max } = pairedRatio(one.seconds, base.seconds);
  return [`${figure(middle)} (${figure(min)} - ${figure(max)})`, figure(median(one.seconds) / median(base.seconds))];
}

/** What a reader must know about single contenders. */
function remarks(/** @type {readonly Result[]} */ results, /** @type {number} */ whole) {
  const lines = results.flatMap((one) => [
    ...(one.missing || one.samples === whole
      ? []
      : [
          `- ${labelOf(one.id)}: measured on epochs of the first ${one.samples} samples, scaled to ${whole}; its first loss is of those.`,
        ]),
    ...(one.missing || one.verdict?.agrees ? [] : [`- ${labelOf(one.id)} does not count: ${one.verdict?.why}.`]),
    ...(one.verdict?.agrees && !one.verdict.checked
      ? [`- ${labelOf(one.id)}: no other contender to compare losses with.`]
      : []),
  ]);
  return lines.length ? [lines.join('\n')] : [];
}

function missing(/** @type {readonly Compared[]} */ compared) {
  const lines = compared.flatMap(({ results }) =>
    results.filter((one) => one.missing).map((one) => `- ${labelOf(one.id)}: ${one.missing}`),
  );
  return lines.length ? ['### Not measured', [...new Set(lines)].join('\n')] : [];
}

/** Every figure, for programs. @param {readonly Compared[]} compared @param {Circumstances} circumstances */
export function reportJson(compared, circumstances) {
  return {
    ...circumstances,
    tolerance: TOLERANCE,
    networks: compared.map(({ network, results }) => ({
      ...network,
      contenders: results.map((one) => ({
        ...one,
        label: labelOf(one.id),
        ...(one.seconds.length && { secondsPerEpoch: spread(one.seconds) }),
        ratios: Object.fromEntries(
          baselines(results)
            .filter(() => counts(one))
            .map((base) => [base.id, pairedRatio(one.seconds, base.seconds)]),
        ),
      })),
    })),
  };
}
