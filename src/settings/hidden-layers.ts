import { activationFromFormula } from '../activations/formula/from-formula.ts';
import { isFormula } from '../activations/formula/is-formula.ts';
import { activations } from '../activations/index.ts';
import { isModulePath } from '../activations/module-path.ts';
import { splitList } from '../util/list.ts';
import { message, setting } from '../util/message.ts';
import { byName } from '../util/registry.ts';
import { UserError } from '../util/user-error.ts';
import { toNumber } from './bounds.ts';

/** A hidden layer as settings have it: its units, or its units with an activation of its own, as in `100:tanh`. */
export type HiddenLayer = number | `${number}:${string}`;

/** Most units a layer may have: beyond it the weights of one layer alone fill the memory. */
const WIDEST = 65_536;
const DEEPEST = 1000;

/**
 * `none` -> [], `128,64` -> [128, 64], `5x100` -> five times 100, `100:tanh,50` -> ['100:tanh', 50]; also a list of such,
 * from JSON. undefined for anything else.
 * @throws UserError for an unknown activation, offering the nearest
 */
export function parseHidden(received: unknown): HiddenLayer[] | undefined {
  if (received === 'none') return [];
  const parts = typeof received === 'string' ? splitList(received, DEEPEST + 1) : received;
  const list = Array.isArray(parts) ? parts : [parts];
  if (list.length > DEEPEST) return undefined;
  const layers = list.flatMap((part) => layersIn(part, typeof received === 'string') ?? [undefined]);
  const valid = layers.every((layer) => layer !== undefined && layer !== null);
  return valid && layers.length <= DEEPEST ? (layers as HiddenLayer[]) : undefined;
}

/** @param text whether bare numbers may be text, too: those of a list in JSON are numbers */
function layersIn(part: unknown, text: boolean): HiddenLayer[] | undefined {
  if (typeof part === 'number') return fits(part) ? [part] : undefined;
  if (typeof part !== 'string') return undefined;
  const [, depth = '1', size, name] = /^\s*(?:(\d{1,4})x)?(\d+)\s*(?::(.*))?$/.exec(part) ?? [];
  const units = toNumber(size);
  const bare = name === undefined;
  if (units === undefined || !fits(units) || Number(depth) < 1 || Number(depth) > DEEPEST || (bare && !text))
    return undefined;
  const layer: HiddenLayer = bare ? units : `${units}:${ownActivation(name)}`;
  return new Array<HiddenLayer>(Number(depth)).fill(layer);
}

const fits = (units: number) => Number.isSafeInteger(units) && units >= 1 && units <= WIDEST;

function ownActivation(name: string): string {
  const what = message`the activation of a layer in ${setting('hidden')}`;
  if (isFormula(name)) return activationFromFormula(name).name;
  if (!isModulePath(name.trim())) return byName(what, activations, name).name;
  throw new UserError({
    rule: message`${what} must be a built-in one or a formula`,
    received: name,
    fix: message`give the path to ${setting('activation')}, for all layers that name none`,
  });
}

/** Units of a hidden layer, and the activation of its own; null where it takes that of the setting `activation`. */
export function hiddenUnits(layer: HiddenLayer): { readonly units: number; readonly activation: string | null } {
  if (typeof layer === 'number') return { units: layer, activation: null };
  const colon = layer.indexOf(':');
  return { units: Number(layer.slice(0, colon)), activation: layer.slice(colon + 1) };
}

/** Hidden layers as a user writes them: none, 128,64 or 5x100 or 100:tanh,50:relu. */
export function hiddenText(hidden: readonly HiddenLayer[]): string {
  if (hidden.length === 0) return 'none';
  const same = hidden.length > 2 && hidden.every((layer) => layer === hidden[0]);
  return same ? `${hidden.length}x${hidden[0]}` : hidden.join(',');
}
