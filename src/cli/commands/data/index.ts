import type { Command } from 'commander';
import { table } from '../../../charts/table.ts';
import { type DataFigures, describeData } from '../../../dataset/describe.ts';
import { type Downloaded, datasetNames, downloadDataset } from '../../../dataset/download/download.ts';
import { loadData } from '../../../dataset/splits.ts';
import { largest, smallest } from '../../../util/any-length.ts';
import { count, significant } from '../../../words/numbers.ts';
import { interruption } from '../../output/interruption.ts';
import { print, printJson, say, terminal } from '../../output/io.ts';
import { words } from '../../output/words.ts';
import { notes } from '../../settings/help.ts';
import { DownloadBar } from './download-bar.ts';

export function configure(command: Command): void {
  command
    .command('download')
    .description('Fetch a data set from the first mirror that delivers it whole, checked by SHA-256.')
    .argument('[name]', datasetNames.join(' or '), 'mnist')
    .option('--to <folder>', 'where to put it (default: data/NAME)')
    .option('--mirror <url...>', 'base URLs to try instead of the known ones')
    .option('--json', 'print one JSON document')
    .option('--quiet', 'no progress')
    .action(download);
  command
    .command('inspect')
    .description('Show sizes, classes and moments of a data set.')
    .argument('[source]', 'mnist10k, a folder with IDX files, or a CSV file', 'mnist10k')
    .option('--json', 'print one JSON document')
    .action(inspect);
  command.addHelpText('after', () => notes(EXAMPLES));
}

const EXAMPLES = `
Examples:
  $ gradlens data download mnist
  $ gradlens data download fashion-mnist --to data/fashion
  $ gradlens data inspect data/mnist
`;

interface DownloadFlags {
  to?: string;
  mirror?: string[];
  json?: true;
  quiet?: true;
}

async function download(name: string, { to = `data/${name}`, mirror, json, quiet }: DownloadFlags): Promise<void> {
  const { signal, exitCode, release } = interruption();
  const bar = quiet ? undefined : new DownloadBar();
  try {
    const files = await downloadDataset(name, {
      to,
      ...(mirror && { mirrors: mirror }),
      signal,
      onProgress: (progress) => bar?.update(progress),
    });
    bar?.stop();
    if (json) printJson({ name, to, files });
    else print([...files.map(describeFile), words().data.trainOnIt(to)].join('\n'));
  } catch (error) {
    bar?.stop();
    if (!signal.aborted) throw error;
    say(words().data.interrupted);
    process.exitCode = exitCode();
  } finally {
    release();
  }
}

function describeFile({ file, bytes, from }: Downloaded): string {
  return words().data.file({ file, bytes, from: from ?? null });
}

async function inspect(source: string, { json }: { json?: true }): Promise<void> {
  const figures = describeData(await loadData(source));
  if (json) printJson(figures);
  else print(report(figures));
}

function report({ name, features, shape, classes, fingerprint, ...parts }: DataFigures): string {
  const { data, terms, figures } = words();
  const { columns } = data;
  const rows = (['train', 'test'] as const).map((part) => {
    const { count: samples, nonZero, mean, deviation, perClass } = parts[part];
    const range = `${count(smallest(perClass))} .. ${count(largest(perClass))}`;
    const moments = [significant(mean), significant(deviation)];
    return [terms.sets[part], count(samples), range, figures.percent(nonZero), ...moments];
  });
  const head = ['', columns.samples, columns.perClass, columns.notZero, columns.mean, columns.deviation];
  return (
    `${data.describe({ name, shape: shape ?? null, features, classes })}\n\n` +
    `${table(head, rows, { align: ['left', 'right', 'right', 'right', 'right', 'right'] }, terminal())}\n\n` +
    `SHA-256 ${fingerprint}`
  );
}
