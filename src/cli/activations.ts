import type { Command } from 'commander';
import { type Activation, activationByName, activations } from '../activations/index.ts';
import { table } from '../charts/table.ts';
import { print, printJson, terminal } from './io.ts';

export function configure(command: Command): void {
  command
    .argument('[names...]', 'only these (default: all)')
    .option('--json', 'print one JSON document')
    .addHelpText('after', EXAMPLES)
    .action(act);
}

const EXAMPLES = `
Examples:
  $ gradlens activations
  $ gradlens activations sigmoid tanh relu
  $ gradlens activations --json | jq -r '.[].name'
`;

function act(names: readonly string[], flags: { json?: true }): void {
  const chosen = names.length > 0 ? names.map(activationByName) : activations;
  if (flags.json) printJson(chosen.map(facts));
  else print(report(chosen));
}

/** The functions as plain data, with f and df at a few points for the elementwise ones. */
function facts({ name, aliases, formula, range, monotone, kinks, init, gain, parameter, scalar, source }: Activation) {
  const p = parameter?.initial ?? 0;
  const values = scalar && POINTS.map((z) => ({ z, f: scalar.f(z, p), df: scalar.df(z, scalar.f(z, p), p) }));
  return { name, aliases, formula, range, monotone, kinks, init, gain, parameter, values, source };
}

const POINTS = [-5, -1, 0, 1, 5];

/** Where the slopes of the table are taken: both flanks and the middle. */
const FLANKS = [-5, 0, 5];

function report(chosen: readonly Activation[]): string {
  const rows = chosen.map(({ name, formula, range, scalar, parameter }) => {
    const p = parameter?.initial ?? 0;
    const slopes = FLANKS.map((z) => (scalar ? short(scalar.df(z, scalar.f(z, p), p)) : 'by row'));
    return [name, formula, range.map(short).join(' to '), ...slopes];
  });
  const head = ['name', 'f(z)', 'range', ...FLANKS.map((z) => `f'(${z})`)];
  const align = ['left', 'left', 'left', ...FLANKS.map(() => 'right' as const)] as const;
  return `${table(head, rows, { align: [...align] }, terminal())}\n\n${NOTE}`;
}

const NOTE = `f'(z) is what backpropagation multiplies by: where it is near 0, the unit is flat and learns slowly.
Choose one with \`gradlens train --activation NAME\`, or write your own: --activation ./mine.mjs
Aliases, initializers, sources and more values: gradlens activations --json`;

/** A number in at most five characters or so: 0.0067, 1, -0.17, 6.2e-7, inf. */
function short(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const size = Math.abs(value);
  return size !== 0 && size < 1e-3 ? value.toExponential(0) : String(Number(value.toPrecision(2)));
}
