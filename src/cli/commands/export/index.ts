import { mkdirSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import type { Command } from 'commander';
import { reasonOf, statsAt } from '../../../dataset/file.ts';
import type { ExportedFile } from '../../../runs/exports/exporter.ts';
import { exporterByName, exportFormats } from '../../../runs/exports/index.ts';
import { loadTrainedRun } from '../../../runs/exports/trained-run.ts';
import { UserError } from '../../../util/user-error.ts';
import { print, printJson, say } from '../../output/io.ts';
import { refuseSources, writeNamed } from '../../output/output-files.ts';
import { glossary, notes } from '../../settings/help.ts';

interface ExportFlags {
  format: string;
  out?: string;
  force?: true;
  activation?: string;
  json?: true;
}

export function configure(command: Command): void {
  command
    .argument('<run>', 'a run folder')
    .requiredOption('--format <name>', exportFormats.map(({ name }) => name).join(', '))
    .option('--out <path>', 'folder for the files, or the name of the file if it is one (default: RUN/exports)')
    .option('--force', 'replace files that are there')
    .option('--activation <module>', 'the module, if the run was trained with an activation of your own')
    .option('--json', 'print one JSON document')
    .addHelpText('after', () =>
      notes(`\nFormats:\n${glossary(exportFormats.map(({ name, summary }) => [name, summary]))}\n${EXAMPLES}`),
    )
    .action(act);
}

const EXAMPLES = `
Prints the names of the files that it wrote.

Examples:
  $ gradlens export runs/relu-128 --format safetensors
  $ gradlens export runs/relu-128 --format onnx --out digits.onnx --force
  $ gradlens export runs/relu-128 --format torch --out my-model
`;

async function act(run: string, { format, out, force, activation, json }: ExportFlags): Promise<void> {
  const exporter = exporterByName(format);
  const trained = await loadTrainedRun(run, { activation, tell: say });
  const written = exporter.write(trained);
  const files = written.map((file) => ({ ...file, path: placeOf(file, out ?? join(run, 'exports'), written.length) }));
  for (const { path } of files) {
    refuseSources('--out', path, [run]);
    if (!force) refuseTaken(path);
  }
  for (const { path, bytes, note } of files) {
    makeFolder(dirname(path));
    await writeNamed('--out', path, bytes);
    if (note) say(note);
  }
  if (json)
    printJson({ run, format: exporter.name, files: files.map(({ path, bytes }) => ({ path, bytes: bytes.length })) });
  else for (const { path } of files) print(path);
}

/** Where a file goes: `out` is a folder, or the file's own name where there is one file and the endings agree. */
function placeOf({ path }: ExportedFile, out: string, count: number): string {
  const ending = extname(out);
  if (count > 1 || ending === '' || /[\\/]$/.test(out) || statsAt(out)?.isDirectory()) return join(out, path);
  if (ending === extname(path)) return out;
  throw new UserError({
    rule: `--out must be a folder, or a file that ends in ${extname(path)}`,
    received: out,
    fix: `a new folder of that name is ${out}/`,
  });
}

function refuseTaken(path: string): void {
  if (!statsAt(path)) return;
  throw new UserError({
    rule: 'a file that is there is not replaced unasked',
    received: path,
    fix: 'add --force, or another place: --out PATH',
  });
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw new UserError({
      rule: '--out must be in a folder that can be made',
      received: path,
      fix: `the system says: ${reasonOf(error)}`,
    });
  }
}
