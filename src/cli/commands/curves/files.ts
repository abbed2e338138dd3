import { type Command, Option } from 'commander';
import type { ChosenCurve, CurveChoice } from '../../../charts/curve-selection.ts';
import { curvesCsv } from '../../../charts/curve-table.ts';
import { refuseSources, writeNamed } from '../../output/output-files.ts';
import { pictureFiles } from '../../output/picture-files.ts';

/** What is to be seen, and whether on a logarithmic axis. */
interface CurvesView extends CurveChoice {
  readonly log: boolean;
}

/** A kind of file that curves can be written to. */
interface CurveFile {
  readonly flag: string;
  readonly help: string;
  /** What draws pictures is heavy: it is imported in here, when one is asked for. */
  make(curves: readonly ChosenCurve[], view: CurvesView): string | Promise<string | Uint8Array>;
}

const curveFiles: Readonly<Record<string, CurveFile>> = {
  csv: {
    flag: '--csv <file>',
    help: 'write the points as a table, too',
    make: (curves, { metric }) => curvesCsv(curves, metric),
  },
  ...Object.fromEntries(
    Object.entries(pictureFiles).map(([kind, { help, make }]): [string, CurveFile] => [
      kind,
      {
        flag: `--${kind} <file>`,
        help,
        make: async (curves, view) => {
          const { loggedCurves } = await import('../../../charts/graphics/index.ts');
          return make((language) => loggedCurves(curves, { ...view, language }));
        },
      },
    ]),
  ),
};

/** The flags that were given, with their files. */
export type FileFlags = Readonly<Partial<Record<string, unknown>>>;

export function addFiles(command: Command): Command {
  for (const { flag, help } of Object.values(curveFiles)) command.addOption(new Option(flag, help));
  return command;
}

/** @throws UserError where a file that was named is one of those that are read */
export function checkFiles(flags: FileFlags, sources: readonly string[]): void {
  for (const [kind, file] of named(flags)) refuseSources(`--${kind}`, file, sources);
}

/** Writes all files that were named. */
export async function writeFiles(flags: FileFlags, curves: readonly ChosenCurve[], view: CurvesView): Promise<void> {
  for (const [kind, file] of named(flags))
    await writeNamed(`--${kind}`, file, await curveFiles[kind].make(curves, view));
}

function named(flags: FileFlags): [kind: string, file: string][] {
  return Object.keys(curveFiles).flatMap((kind): [string, string][] => {
    const file = flags[kind];
    return typeof file === 'string' ? [[kind, file]] : [];
  });
}
