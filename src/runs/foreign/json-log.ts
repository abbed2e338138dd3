import { parseJson } from '../files/json.ts';
import { loggedNumber } from '../files/log-text.ts';
import { curvesOf, type Figure, type Moment } from './figures.ts';
import { figureByEpoch } from './fits.ts';
import type { ForeignLog } from './foreign-log.ts';

/**
 * A log as JSON: Keras' History (`history.history`), scikit-learn's `loss_curve_`, Hugging Face's trainer_state.json, or a
 * list of what was logged, one object for each moment. undefined where it is none of these.
 * @throws UserError where it is no JSON
 */
export function jsonLog(text: string, file: string): ForeignLog | undefined {
  const told = parseJson(withQuotedNumbers(text), file);
  const log = entriesOf(told);
  if (log)
    return {
      dialect: 'log_history' in Object(told) ? 'Hugging Face trainer_state.json' : 'a list of figures',
      run: null,
      curves: curvesOf(log),
    };
  const lists = listsOf(told);
  return lists && { ...lists, run: null, curves: curvesOf(lists.figures) };
}

/** Python writes NaN and Infinity bare, which JSON has not. What stands in texts stays as it is. */
function withQuotedNumbers(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (found) =>
    found[0] === '"' ? found : `"${found}"`,
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Lists of numbers by name, one for each epoch. */
function listsOf(told: unknown): { dialect: string; figures: Figure[] } | undefined {
  if (Array.isArray(told)) {
    const figure = numbersIn(told);
    return figure && { dialect: 'scikit-learn loss_curve_', figures: [figureByEpoch('loss_curve_', figure)] };
  }
  if (!isObject(told)) return undefined;
  const held = isObject(told.history) ? told.history : told;
  const figures = Object.entries(held).flatMap(([name, values]) => {
    const numbers = name === 'epoch' || !Array.isArray(values) ? undefined : numbersIn(values);
    return numbers ? [figureByEpoch(renamed(name), numbers)] : [];
  });
  if (figures.length === 0) return undefined;
  const dialect = 'loss_curve_' in held ? 'scikit-learn loss_curve_' : 'Keras History';
  return { dialect, figures };
}

/** What scikit-learn scores on the part that it holds out. */
const renamed = (name: string) => (name === 'validation_scores_' ? 'validation_accuracy' : name);

function numbersIn(values: readonly unknown[]): (number | null)[] | undefined {
  const numbers = values.map((value) => (value === null ? null : loggedNumber(value)));
  return numbers.length > 0 && numbers.every((value) => value !== undefined) ? numbers : undefined;
}

/** Figures of moments, each an object with the figures of that moment. */
function entriesOf(told: unknown): Figure[] | undefined {
  const list = isObject(told) && Array.isArray(told.log_history) ? told.log_history : told;
  if (!Array.isArray(list) || list.length === 0 || !list.every(isObject)) return undefined;
  const figures = new Map<string, Moment[]>();
  for (const entry of list) {
    // What Hugging Face says once the training is over is of all of it, and of no moment.
    if ('train_runtime' in entry) continue;
    const [epoch, step] = [loggedNumber(entry.epoch) ?? null, loggedNumber(entry.step) ?? null];
    for (const [name, told] of Object.entries(entry)) {
      const value = name === 'epoch' || name === 'step' ? undefined : loggedNumber(told);
      if (value === undefined) continue;
      const points = figures.get(name) ?? [];
      figures.set(name, points);
      points.push({ epoch, step, seconds: null, within: epoch, value });
    }
  }
  return figures.size === 0 ? undefined : [...figures].map(([name, points]) => ({ name, points }));
}
