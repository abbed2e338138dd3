import { largest, smallest } from '../util/any-length.ts';
import type { RateSearch, TriedRate } from './comparison.ts';

/** What a short run at some learning rate came to; nulls where it diverged. */
export type RateScore = Pick<TriedRate, 'loss' | 'accuracy'>;

/** What a search goes by. */
export interface SearchOptions {
  /** Where it begins: the optimizer's own rate. */
  readonly centre: number;
  /** A short run at that rate, judged on validation data. */
  attempt(lr: number): Promise<RateScore>;
  /** Epochs of each short run and the seed they share, for the record. */
  readonly epochs: number;
  readonly seed: number;
}

/** Steps of the grid around the centre, each a factor of sqrt(10). */
const GRID = [-2, -1, 0, 1, 2];
/** Steps by which a grid with its best value at an edge is extended, and how often: up to three decades. */
const EXTENSION = [1, 2];
const MOST_EXTENSIONS = 3;
/** Around the best of the grid, half a step to either side: a factor of 1.78. */
const REFINEMENT = [-0.5, 0.5];

/**
 * Losses that differ by less than this share of the least one are equal: a short run on one seed tells no more.
 * Measured on the embedded digits, 3 epochs, 8 seeds: the loss of networks that learn varies from seed to seed by 2.4 %
 * (128 tanh) to 26 % (5x100 relu), that of 5x100 sigmoid at chance by 0.3 %.
 */
export const TIE = 0.02;

/**
 * The learning rate of a network: five rates a factor of 3.16 apart around the centre, more beyond an edge that came
 * out best (at most three times two), then two neighbours a factor of 1.78 from the best. The least validation loss
 * wins, a diverged run counting as infinitely bad; among equals (within 2 %) the rate nearest to the centre, and of two
 * such the smaller.
 */
export async function searchRate({ centre, attempt, epochs, seed }: SearchOptions): Promise<RateSearch> {
  const tried: TriedRate[] = [];
  const rateAt = (step: number) => Number((centre * 10 ** (step / 2)).toPrecision(2));
  const tryAll = async (steps: readonly number[], stage: TriedRate['stage']) => {
    const scores = await Promise.all(steps.map((step) => attempt(rateAt(step))));
    scores.forEach(({ loss, accuracy }, k) => {
      const lost = loss === null || !Number.isFinite(loss);
      tried.push({ lr: rateAt(steps[k]), loss: lost ? null : loss, accuracy: lost ? null : accuracy, stage });
    });
  };

  await tryAll(GRID, 'grid');
  let [low, high] = [GRID[0], GRID[GRID.length - 1]];
  for (let n = 0; n < MOST_EXTENSIONS; n++) {
    const best = bestOf(tried, centre);
    if (best === rateAt(low)) {
      const from = low;
      low -= EXTENSION.length;
      await tryAll(
        EXTENSION.map((step) => from - step),
        'extension',
      );
    } else if (best === rateAt(high)) {
      const from = high;
      high += EXTENSION.length;
      await tryAll(
        EXTENSION.map((step) => from + step),
        'extension',
      );
    } else break;
  }
  const best = bestOf(tried, centre);
  const step = Array.from({ length: high - low + 1 }, (_, k) => low + k).find((k) => rateAt(k) === best) ?? 0;
  if (tried.some(({ loss }) => loss !== null))
    await tryAll(
      REFINEMENT.map((half) => step + half),
      'refinement',
    );
  return { tried, best: bestOf(tried, centre), epochs, seed };
}

/** The rate to take; the smallest where all diverged. */
function bestOf(tried: readonly TriedRate[], centre: number): number {
  const whole = tried.filter((one): one is TriedRate & { loss: number } => one.loss !== null);
  if (whole.length === 0) return smallest(tried.map(({ lr }) => lr));
  const limit = smallest(whole.map(({ loss }) => loss)) * (1 + TIE);
  // Rounded, so that a rate as far above the centre as another is below it counts as just as far.
  const distance = (lr: number) => Math.round(20 * Math.abs(Math.log10(lr / centre)));
  const equals = whole.filter(({ loss }) => loss <= limit);
  return equals.reduce((best, { lr }) => {
    const [d, least] = [distance(lr), distance(best)];
    return d < least || (d === least && lr < best) ? lr : best;
  }, equals[0].lr);
}

/** Trials of a search that needs no extension. */
export const USUAL_TRIALS = GRID.length + REFINEMENT.length;

/** Whether no rate beyond the best one was tried on one side, after all extensions that are allowed. */
export function isAtEdge({ tried, best }: RateSearch): boolean {
  const rates = tried.map(({ lr }) => lr);
  return best === smallest(rates) || best === largest(rates);
}

/** Whether another rate had a smaller loss, but not by enough to count. */
export function wasTie({ tried, best }: RateSearch): boolean {
  const loss = tried.find(({ lr }) => lr === best)?.loss ?? null;
  return loss !== null && tried.some((one) => one.loss !== null && one.loss < loss);
}

/** Whether all rates that did not diverge came out equal: the short runs are too short to tell, or nothing learns. */
export function madeNoDifference({ tried }: RateSearch): boolean {
  const losses = tried.flatMap(({ loss }) => (loss === null ? [] : [loss]));
  return losses.length > 1 && largest(losses) <= smallest(losses) * (1 + TIE);
}

/** Epochs of each short run of a search: a third of the whole training, rounded up, and no more than three. */
export function searchEpochs(epochs: number): number {
  return Math.min(3, Math.ceil(epochs / 3));
}
