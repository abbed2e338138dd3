#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { UserError } from '../util/user-error.ts';
import { languages } from '../words/language.ts';
import { fitted, printJson, terminal } from './output/io.ts';
import { chooseLanguage } from './output/language.ts';
import { mistakeText } from './output/mistakes.ts';
import { addNames, helpRequestIn, helpStyle, nameHelpAll, notes, settingsDocument } from './settings/help.ts';
import { version } from './version.ts';

/** A command's own file. */
interface CommandModule {
  /** Gives the command its arguments, options, examples and action. */
  configure(command: Command): void;
}

/** The commands. Only the one that was asked for is loaded, so that help answers at once. */
const commands: readonly { name: string; summary: string; load: () => Promise<CommandModule> }[] = [
  {
    name: 'train',
    summary: 'train one network and log its loss curve',
    load: () => import('./commands/train/index.ts'),
  },
  {
    name: 'resume',
    summary: 'go on where a run or a comparison stopped',
    load: () => import('./commands/resume/index.ts'),
  },
  {
    name: 'compare',
    summary: 'activations side by side, each at its own best rate, with seeds',
    load: () => import('./commands/compare/index.ts'),
  },
  {
    name: 'evaluate',
    summary: 'a saved run on a data set: accuracy, confusion, worst images',
    load: () => import('./commands/evaluate/index.ts'),
  },
  {
    name: 'predict',
    summary: 'pictures of digits -> digits, by a saved run',
    load: () => import('./commands/predict/index.ts'),
  },
  {
    name: 'export',
    summary: 'a run in open formats, for other programs',
    load: () => import('./commands/export/index.ts'),
  },
  {
    name: 'curves',
    summary: 'logged loss curves, ours, of Keras or of Lightning',
    load: () => import('./commands/curves/index.ts'),
  },
  { name: 'runs', summary: 'run folders and how they ended', load: () => import('./commands/runs/index.ts') },
  {
    name: 'diagnose',
    summary: 'what a run suffers from, in plain words, and what to try',
    load: () => import('./commands/diagnose/index.ts'),
  },
  {
    name: 'activations',
    summary: 'the activation functions, as a table or drawn',
    load: () => import('./commands/activations/index.ts'),
  },
  {
    name: 'reproduce',
    summary: 'published results, measured anew and judged',
    load: () => import('./commands/reproduce/index.ts'),
  },
  {
    name: 'gradcheck',
    summary: 'analytic against numeric gradients',
    load: () => import('./commands/gradcheck/index.ts'),
  },
  { name: 'data', summary: 'download or inspect data sets', load: () => import('./commands/data/index.ts') },
];

/** Exit codes: 0 fine, 1 a bug, 2 a mistake of the user's, 3 diverged, 130 interrupted. */
const USER_ERROR = 2;

async function main(argv: readonly string[]): Promise<void> {
  const { request: help, words } = helpRequestIn(argv);
  // Help is shown before any action begins.
  if (help && words.includes('--no-color')) process.env.NO_COLOR = '1';
  const program = new Command('gradlens')
    .description('Train multilayer perceptrons from scratch, and see what the choice of activation does.')
    .version(version(), '-V, --version')
    .option('--no-color', 'plain text (also: NO_COLOR=1)')
    .option('--lang <language>', `language of results: ${languages.join(', ')} (default: that of the system)`)
    .showSuggestionAfterError()
    .configureHelp(helpStyle({ all: help?.all === true }))
    .addHelpText('after', () => notes(EXAMPLES))
    .configureOutput({
      outputError: (message, write) => write(`gradlens: ${oneLine(message)}\n`),
      writeOut: (text) => void process.stdout.write(fitted(text, process.stdout)),
      getOutHasColors: () => terminal().colour,
    })
    .hook('preAction', () => {
      // The variable is what all charts go by.
      if (!program.opts().color) process.env.NO_COLOR = '1';
      chooseLanguage(program.opts().lang, process.env);
    })
    .exitOverride();
  const asked = words.find((word) => commands.some(({ name }) => name === word));
  for (const { name, summary, load } of commands) {
    const command = program
      .command(name)
      .summary(summary)
      .description(`${summary[0].toUpperCase()}${summary.slice(1)}.`);
    if (name !== asked) continue;
    const { configure } = await load();
    if (help && !help.json) addNames(command, help);
    configure(command);
    nameHelpAll(command);
    if (help?.json) return printJson(settingsDocument(command, help));
  }
  await program.parseAsync(words, { from: 'user' });
}

const EXAMPLES = `
Examples:
  $ gradlens train                        a first network on the embedded digits
  $ gradlens train --activation tanh --hidden 5x100
  $ gradlens compare --activations sigmoid,tanh,relu --hidden 5x100
  $ gradlens evaluate runs/relu-128
  $ gradlens train --help                 what a training can be told
`;

/** Commander's message and its suggestion, as one sentence after the other. */
function oneLine(message: string): string {
  return message
    .trim()
    .replace(/^error: /, '')
    .replace(/\n\((.*)\)$/, '. $1')
    .replace(/^too many arguments.*/, "$& In quotes a value may have spaces and brackets, as in 'z / (1 + abs(z))'.");
}

/** Ends the process with the right code and message; only a bug shows its stack. */
function fail(error: unknown): void {
  if (error instanceof CommanderError) {
    // Help and version end "in error" with code 0; commander has printed its own message for the others.
    process.exitCode = error.exitCode === 0 ? 0 : USER_ERROR;
  } else if (error instanceof UserError) {
    const excerpt = error.excerpt?.replace(/^/gm, '  ');
    process.stderr.write(`gradlens: ${mistakeText(error)}\n${excerpt === undefined ? '' : `${excerpt}\n`}`);
    process.exitCode = USER_ERROR;
  } else {
    process.stderr.write(
      `gradlens: this is a bug, please report it.\n${error instanceof Error ? error.stack : error}\n`,
    );
    process.exitCode = 1;
  }
}

// A reader that has seen enough (`| head`) closes the pipe: that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The same goes for a terminal that was closed, but what is under way then ends by itself.
  if (error.code === 'EIO') return;
  if (error.code === 'EPIPE') process.exit();
  // A full disk below a redirected result: one line, and no result that looks whole.
  process.stderr.write(`gradlens: the result could not be written: ${error.code ?? error.message}\n`);
  process.exit(USER_ERROR);
});
// Nor is it one when nobody listens to progress any more: the training goes on, and its results are saved.
process.stderr.on('error', () => undefined);

await main(process.argv.slice(2)).catch(fail);
