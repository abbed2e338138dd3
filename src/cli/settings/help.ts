import { type Command, Help, type HelpConfiguration } from 'commander';
import { paint } from '../../charts/terminal.ts';
import { wrap } from '../../charts/text.ts';
import { flagName } from '../../settings/flags.ts';
import type { Setting } from '../../settings/setting.ts';
import { largest } from '../../util/any-length.ts';
import { counted } from '../../util/counted.ts';
import { terminal } from '../output/io.ts';
import { SettingOption } from './options.ts';

/** Where a list of names is longer, it stands below the options. */
const FEW = 4;

const DEFAULT = /\(default: [^()]*\)/;
/** Stands for a blank at which no line breaks; commander takes the no-break space for a space. */
const TIE = '\u0001';

/** What of a command's help was asked for. */
export interface HelpRequest {
  /** All settings, not only those that matter most. */
  readonly all: boolean;
  /** As data, for documents and other programs. */
  readonly json: boolean;
}

/** What help is asked for by `--help`, `--help all` or `help train all`, and the words as commander knows them. */
export function helpRequestIn(argv: readonly string[]): { request: HelpRequest | null; words: string[] } {
  const [first, command = [], ...others] = argv;
  if (first === 'help') return helpRequestIn([command, '--help', ...others].flat());
  const at = argv.findIndex((word) => /^(?:--help|-h|--help=all|--)$/.test(word));
  if (at < 0 || argv[at] === '--') return { request: null, words: [...argv] };
  const after = argv[at + 1] === 'all' ? 2 : 1;
  const request = { all: after === 2 || argv[at] === '--help=all', json: argv.includes('--json') };
  return { request, words: [...argv.slice(0, at), '--help', ...argv.slice(at + after)] };
}

/** How help looks: headings bold, options coloured, defaults dim. */
export function helpStyle({ all }: Pick<HelpRequest, 'all'>): HelpConfiguration {
  const colours = paint(terminal());
  return {
    sortSubcommands: false,
    showGlobalOptions: true,
    visibleOptions(command) {
      return Help.prototype.visibleOptions.call(this, command).filter((option) => all || !isFurther(option));
    },
    // A default is not torn apart.
    boxWrap(text, width) {
      const tied = text.replace(DEFAULT, (initial) => initial.replaceAll(' ', TIE));
      return Help.prototype.boxWrap.call(this, tied, width).replaceAll(TIE, ' ');
    },
    styleTitle: (text) => colours.bold(text),
    styleOptionTerm: (text) => colours.cyan(text),
    styleSubcommandTerm: (text) => colours.cyan(text),
    styleOptionDescription: (text) => text.replace(DEFAULT, (initial) => colours.dim(initial)),
  };
}

/** Below the options: the names that settings take, and how to see the settings that are not shown. */
export function addNames(command: Command, { all }: HelpRequest): void {
  command.addHelpText('after', () => {
    const options = command.options.filter((option) => option instanceof SettingOption);
    const hidden = all ? [] : options.filter(isFurther);
    const named = options.filter((one) => !hidden.includes(one) && namesOf(one.setting).length > FEW);
    const more = counted(hidden.length, 'more setting');
    return [
      ...(named.length > 0 ? [namesText(named.map(({ setting }) => setting))] : []),
      ...(hidden.length > 0 ? [`\n${more}: ${paint(terminal()).cyan(`gradlens ${command.name()} --help all`)}`] : []),
    ].join('\n');
  });
}

function namesText(settings: readonly Setting<unknown>[]): string {
  const rows = settings.map((one): [string, string] => [flagName(one.name), namesOf(one).join(', ') + moreOf(one)]);
  return `\n${paint(terminal()).bold('Names:')}\n${glossary(rows)}`;
}

/** Words in one column, what is said about each in another. */
export function glossary(rows: readonly (readonly [word: string, text: string])[]): string {
  const { cyan } = paint(terminal());
  const width = largest(rows.map(([word]) => word.length));
  const lines = rows.flatMap(([word, text]) => {
    const [first, ...others] = wrap(text, terminal().columns - width - 4);
    return [`  ${cyan(word.padEnd(width))}  ${first}`, ...others.map((line) => ' '.repeat(width + 4) + line)];
  });
  return lines.join('\n');
}

/** Of a command that does not show all: `--help` may be given more to show. */
export function nameHelpAll(command: Command): void {
  if (command.options.some(isFurther)) command.helpOption('-h, --help [all]', 'this text; all: with every setting');
}

const isFurther = (option: unknown): boolean => option instanceof SettingOption && option.further;

function namesOf({ control }: Setting<unknown>): readonly string[] {
  return 'names' in control ? (control.names ?? []) : [];
}

function moreOf({ control }: Setting<unknown>): string {
  return 'more' in control && control.more ? `; ${control.more}` : '';
}

/** The settings of a command as data. */
export function settingsDocument(command: Command, { all }: HelpRequest): Record<string, unknown>[] {
  return command.options.flatMap((option) => {
    if (!(option instanceof SettingOption) || (isFurther(option) && !all)) return [];
    const {
      name,
      group,
      title,
      meaning,
      default: initial,
      example,
      essential = false,
      nullable,
      control,
    } = option.setting;
    return [
      { name, flag: option.flags, group, title, meaning, default: initial, example, essential, nullable, control },
    ];
  });
}

/** Text below the options, for this terminal: paragraphs fill its lines, indented lines stay as they are. */
export function notes(text: string): string {
  const { columns } = terminal();
  const { bold } = paint(terminal());
  const paragraphs = text.split('\n\n').map((paragraph) => {
    const lines = paragraph.split('\n');
    if (lines.some((line) => line.startsWith(' ')))
      return lines.map((line) => (/^\w.*:$/.test(line) ? bold(line) : line));
    const filled = wrap(lines.filter(Boolean).join(' '), columns);
    return [...(lines[0] === '' ? [''] : []), ...filled, ...(lines.at(-1) === '' ? [''] : [])];
  });
  return paragraphs.map((lines) => lines.join('\n')).join('\n\n');
}
