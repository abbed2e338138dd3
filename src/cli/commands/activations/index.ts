import type { Command } from 'commander';
import { isFormula } from '../../../activations/formula/is-formula.ts';
import { studyFormula } from '../../../activations/formula/study.ts';
import { type Activation, activations } from '../../../activations/index.ts';
import { loadActivation } from '../../../activations/load.ts';
import { functionPlot, sampleFunction } from '../../../charts/function-plot.ts';
import { table } from '../../../charts/table.ts';
import { custom } from '../../../settings/kinds.ts';
import { grouped } from '../../../settings/setting.ts';
import { UserError } from '../../../util/user-error.ts';
import { formulaReport } from '../../output/formula-report.ts';
import { height, print, printJson, terminal } from '../../output/io.ts';
import { writeNamed } from '../../output/output-files.ts';
import { pictureFiles } from '../../output/picture-files.ts';
import { words } from '../../output/words.ts';
import { notes } from '../../settings/help.ts';
import { addSettings } from '../../settings/options.ts';

const own = grouped('options', {
  range: custom<readonly [number, number]>(
    {
      title: 'range',
      meaning: 'of z, in the plot',
      default: [-6, 6],
      placeholder: 'a,b',
      example: '-3,3',
      control: { kind: 'list' },
    },
    'two numbers, the smaller one first, within -1e6 and 1e6',
    (received) => {
      const parts = typeof received === 'string' ? received.split(',') : [];
      const [a, b, ...more] = parts.map((part) => (part.trim() ? Number(part) : Number.NaN));
      return more.length === 0 && a < b && Math.abs(a) <= 1e6 && Math.abs(b) <= 1e6 ? [a, b] : undefined;
    },
  ),
});

export function configure(command: Command): void {
  command
    .argument('[names...]', 'only these, or formulas in z, or ./module.mjs (default: all)')
    .option('--plot', 'draw the functions and their derivatives');
  addSettings(command, Object.values(own)).option('--json', 'print one JSON document');
  for (const [kind, { help }] of Object.entries(pictureFiles))
    command.option(`--${kind} <file>`, `with --plot: ${help}`);
  command.addHelpText('after', () => notes(EXAMPLES)).action(act);
}

const EXAMPLES = `
Examples:
  $ gradlens activations
  $ gradlens activations sigmoid tanh relu
  $ gradlens activations sigmoid tanh --plot
  $ gradlens activations gelu silu relu --plot --range -3,3
  $ gradlens activations "z * sigmoid(1.702 * z)"
  $ gradlens activations --json | jq -r '.[].name'
`;

interface ActivationsFlags extends Readonly<Partial<Record<string, unknown>>> {
  plot?: true;
  range?: string;
  json?: true;
}

async function act(names: readonly string[], flags: ActivationsFlags): Promise<void> {
  const chosen = names.length > 0 ? await Promise.all(names.map(loadActivation)) : activations;
  const picture = Object.keys(pictureFiles).find((kind) => flags[kind] !== undefined);
  if (!flags.plot) {
    if (picture) throw new UserError({ rule: `--${picture} is for --plot`, fix: 'add --plot' });
    if (flags.range !== undefined) throw new UserError({ rule: '--range is for --plot', fix: 'add --plot' });
    if (flags.json) printJson(chosen.map(facts));
    else print([report(chosen), ...studied(chosen)].join('\n\n'));
    return;
  }
  if (names.length === 0) throw needsNames();
  const range = flags.range === undefined ? own.range.default : own.range.parseText(flags.range);
  await drawFiles(chosen, range, flags);
  if (flags.json) printJson(chosen.map((one) => ({ ...facts(one), curve: sampleFunction(one, range, IN_JSON) })));
  else print([functionPlot(chosen, range, height(), terminal()), ...studied(chosen)].join('\n\n'));
}

/** What the formulas among them tell of themselves; of one alone also where it is a built-in. */
const studied = (chosen: readonly Activation[]): string[] =>
  chosen
    .filter(({ name, expression }) => expression && (isFormula(name) || chosen.length === 1))
    .map((one) => formulaReport(one, terminal()));

async function drawFiles(
  chosen: readonly Activation[],
  [from, to]: readonly [number, number],
  flags: ActivationsFlags,
) {
  for (const [kind, { make }] of Object.entries(pictureFiles)) {
    const file = flags[kind];
    if (typeof file !== 'string') continue;
    const { activationFunctions } = await import('../../../charts/graphics/index.ts');
    await writeNamed(`--${kind}`, file, await make((language) => activationFunctions(chosen, { from, to, language })));
  }
}

/** Points of a curve in --json; an odd number has the middle of the range among them. */
const IN_JSON = 241;

function needsNames(): UserError {
  return new UserError({
    rule: `--plot needs names: ${activations.length} curves over each other cannot be read`,
    fix: 'for example gradlens activations sigmoid tanh relu --plot',
  });
}

/** The functions as plain data, with f and df at a few points for the elementwise ones. */
function facts(activation: Activation) {
  const { name, aliases, formula, range, monotone, kinks, init, gain, parameter, scalar, source } = activation;
  const p = parameter?.initial ?? 0;
  const values = scalar && POINTS.map((z) => ({ z, f: scalar.f(z, p), df: scalar.df(z, scalar.f(z, p), p) }));
  const study = isFormula(name) ? studyFormula(activation) : undefined;
  return { name, aliases, formula, range, monotone, kinks, init, gain, parameter, values, source, ...study };
}

const POINTS = [-5, -1, 0, 1, 5];

/** Where the slopes of the table are taken: both flanks and the middle. */
const FLANKS = [-5, 0, 5];

function report(chosen: readonly Activation[]): string {
  const { activationList } = words();
  const rows = chosen.map(({ name, formula, range, scalar, parameter }) => {
    const p = parameter?.initial ?? 0;
    const slopes = FLANKS.map((z) => (scalar ? short(scalar.df(z, scalar.f(z, p), p)) : activationList.byRow));
    const [low, high] = range.map(short);
    return [name, formula, activationList.interval(low, high), ...slopes];
  });
  const head = [activationList.name, 'f(z)', activationList.range, ...FLANKS.map((z) => `f'(${z})`)];
  const align = ['left', 'left', 'left', ...FLANKS.map(() => 'right' as const)] as const;
  return `${table(head, rows, { align: [...align] }, terminal())}\n\n${activationList.note}`;
}

/** A number in at most five characters or so: 0.0067, 1, -0.17, 6.2e-7, inf. */
function short(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const size = Math.abs(value);
  return size !== 0 && size < 1e-3 ? value.toExponential(0) : String(Number(value.toPrecision(2)));
}
