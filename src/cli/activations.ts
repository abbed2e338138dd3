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

function report(chosen: readonly Activation[]): string {
  const rows = chosen.map((activation) => {
    const { name, aliases, formula, range, init, scalar, parameter } = activation;
    const p = parameter?.initial ?? 0;
    const slopes = scalar ? POINTS.map((z) => short(scalar.df(z, scalar.f(z, p), p))) : POINTS.map(() => 'row');
    return [[name, ...aliases].join(', '), formula, `${range.map(short).join(' .. ')}`, ...slopes, init];
  });
  const head = ['name', 'f(z)', 'range', ...POINTS.map((z) => `f'(${z})`), 'init'];
  const align = ['left', 'left', 'left', ...POINTS.map(() => 'right' as const), 'left'] as const;
  const note =
    "The columns f'(z) are what backpropagation multiplies by: near 0, the unit is flat and learns slowly.\n" +
    'Softmax acts on whole rows, so its slopes depend on the other units. Give other names with --activation, or a\n' +
    'module of your own: --activation ./mine.mjs';
  return `${table(head, rows, { align: [...align] }, terminal())}\n\n${note}`;
}

/** A number in at most five characters or so: 0.0067, 1, -0.17, 6.2e-7, inf. */
function short(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const size = Math.abs(value);
  return size !== 0 && size < 1e-3 ? value.toExponential(0) : String(Number(value.toPrecision(2)));
}
