import { median } from './statistics.mjs';

/**
 * Do contenders do the same work? All start from the same weights and see the same samples, in orders of their own, so
 * the mean training losses of their first epochs must nearly coincide; a time without that counts for nothing.
 *
 * @typedef {object} EpochLoss
 * @property {number} samples of the epoch
 * @property {number} epoch since the initial weights, 1 for the first
 * @property {number | null} loss mean over the epoch; null where it was not finite
 *
 * @typedef {object} Verdict
 * @property {boolean} agrees
 * @property {boolean} checked false where there was nobody to compare with
 * @property {number} worst largest deviation from the others' median, as a share of it
 * @property {string} [why]
 */

/** How far a mean loss may lie from the median of all programs, in shares of it ... */
export const TOLERANCE = 0.03;
/** ... over so many epochs from the initial weights: later ones depend ever more on the order of the samples. */
export const JUDGED_EPOCHS = 2;

/**
 * @param {ReadonlyMap<string, readonly EpochLoss[]>} losses by contender
 * @param {(id: string) => string} programOf variants of one program have one vote together, or the many would be right
 * @returns {Map<string, Verdict>}
 */
export function judge(losses, programOf) {
  const judged = ({ epoch }) => epoch <= JUDGED_EPOCHS;
  const votes = [...losses].flatMap(([id, own]) =>
    own.filter(judged).map((one) => ({ ...one, program: programOf(id) })),
  );
  const groups = groupBy(votes, keyOf);
  const verdicts = new Map();
  for (const [id, own] of losses) {
    /** @type {Verdict} */
    const verdict = { agrees: true, checked: false, worst: 0 };
    for (const one of own.filter(judged)) {
      const group = groups.get(keyOf(one));
      if (one.loss === null) {
        Object.assign(verdict, { agrees: false, why: `its loss is no number in epoch ${one.epoch}` });
        break;
      }
      if (group.length < 2) continue;
      verdict.checked = true;
      const usual = median([...groupBy(group, ({ program }) => program).values()].map(ownMedian));
      const deviation = Math.abs(one.loss - usual) / usual;
      verdict.worst = Math.max(verdict.worst, deviation);
      if (deviation <= TOLERANCE) continue;
      verdict.agrees = false;
      verdict.why = `mean loss ${one.loss.toFixed(4)} in epoch ${one.epoch} of ${one.samples} samples, others ${usual.toFixed(4)}`;
    }
    verdicts.set(id, verdict);
  }
  return verdicts;
}

/** @param {readonly EpochLoss[]} variants */
const ownMedian = (variants) => median(variants.map(({ loss }) => loss ?? Number.POSITIVE_INFINITY));

const keyOf = (/** @type {EpochLoss} */ { samples, epoch }) => `${samples}/${epoch}`;

/** `Map.groupBy`, which Node 20 lacks. @template T @param {readonly T[]} items @returns {Map<string, T[]>} */
function groupBy(items, /** @type {(item: T) => string} */ key) {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
