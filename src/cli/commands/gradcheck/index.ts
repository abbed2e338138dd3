import type { Command } from 'commander';
import { activations } from '../../../activations/index.ts';
import { loadActivation } from '../../../activations/load.ts';
import { checkAllGradients, type GradientCheck } from '../../../nn/gradient-check.ts';
import { type HeadName, headByName, headNames } from '../../../nn/heads/index.ts';
import { largest } from '../../../util/any-length.ts';
import { splitList } from '../../../util/list.ts';
import { print, printJson, terminal } from '../../output/io.ts';
import { notes } from '../../settings/help.ts';
import { gradcheckReport } from './report.ts';

/** Largest relative error that float64 central differences of a right gradient show. */
const BOUND = 1e-6;

export function configure(command: Command): void {
  command
    .option('--activations <names>', 'only these, or formulas in z, or ./module.mjs (default: all)')
    .option('--heads <names>', 'only these (default: all)')
    .option('--json', 'print one JSON document')
    .addHelpText('after', () => notes(EXAMPLES))
    .action(act);
}

const EXAMPLES = `
Every activation with every head, with no, one and three hidden layers, and three with each norm and with residual
connections: backpropagation against central differences of the loss in float64, away from kinks. Exit code 1 where a relative error exceeds ${BOUND}.

Examples:
  $ gradlens gradcheck
  $ gradlens gradcheck --activations tanh,./my-activation.mjs --json
`;

async function act(flags: { activations?: string; heads?: string; json?: true }): Promise<void> {
  const chosen = flags.activations
    ? await Promise.all(splitList(flags.activations).map((name) => loadActivation(name.trim())))
    : activations;
  const heads = flags.heads
    ? flags.heads.split(',').map((name) => headByName(name.trim()).name as HeadName)
    : headNames;
  const combinations: GradientCheck[] = [...checkAllGradients(chosen, heads)];
  const maxRelativeError = largest(combinations.map(({ relativeError }) => relativeError));
  if (flags.json) printJson({ maxRelativeError, combinations });
  else print(gradcheckReport(combinations, BOUND, terminal()));
  if (!(maxRelativeError <= BOUND)) process.exitCode = 1;
}
