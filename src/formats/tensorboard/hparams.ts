import { bytes, double, int, message, text } from '../protobuf.ts';
import { pluginData, type SummaryValue } from './event.ts';

// Field numbers as in the plugin_data.proto and api.proto of TensorBoard's hparams plugin, and in struct.proto.

/** A setting of a training, as the HPARAMS tab sorts and filters it. */
export type Hparam = string | number | boolean;

/** A column of the HPARAMS tab. */
export interface HparamColumn {
  readonly name: string;
  readonly type: 'string' | 'number' | 'boolean';
  readonly description: string;
}

const dataTypes = { string: 1, boolean: 2, number: 3 } as const;
const statuses = { unknown: 0, success: 1, failure: 2 } as const;

/** How a training ended, in TensorBoard's words. */
export type SessionStatus = keyof typeof statuses;

/**
 * The columns of the HPARAMS tab. TensorBoard takes those of the first run that it meets.
 * @param metrics tags of scalars, whose last values are shown
 */
export function experiment(columns: readonly HparamColumn[], metrics: readonly string[]): SummaryValue {
  const hparams = columns.map(({ name, type, description }) =>
    bytes(4, message(text(1, name), text(3, description), int(4, dataTypes[type]))),
  );
  const tags = metrics.map((tag) => bytes(5, message(bytes(1, text(2, tag)), text(3, tag))));
  return hparamsData('experiment', 2, message(hparams, tags));
}

/** The settings of a training, at its start. @param start seconds since 1970 */
export function sessionStart(hparams: Readonly<Record<string, Hparam>>, start: number): SummaryValue {
  const entries = Object.entries(hparams).map(([name, value]) =>
    bytes(1, message(text(1, name), bytes(2, structValue(value)))),
  );
  return hparamsData('session_start_info', 3, message(entries, double(5, start)));
}

/** How and when a training ended. @param end seconds since 1970 */
export function sessionEnd(status: SessionStatus, end: number): SummaryValue {
  return hparamsData('session_end_info', 4, message(int(1, statuses[status]), double(2, end)));
}

function hparamsData(tag: string, field: number, content: Uint8Array): SummaryValue {
  return pluginData(`_hparams_/${tag}`, 'hparams', bytes(field, content));
}

/** A google.protobuf.Value. */
function structValue(value: Hparam): Uint8Array {
  if (typeof value === 'string') return text(3, value);
  return typeof value === 'number' ? double(2, value) : int(4, value);
}
