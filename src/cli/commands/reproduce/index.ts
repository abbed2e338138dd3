import { existsSync, rmdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Splits } from '../../../dataset/dataset.ts';
import { loadData } from '../../../dataset/splits.ts';
import { onSharedMemory } from '../../../experiments/pool/shared-splits.ts';
import { ThreadPool } from '../../../experiments/pool/thread-pool.ts';
import type { Preset } from '../../../experiments/reproduction/preset.ts';
import { choosePresets, presets } from '../../../experiments/reproduction/presets/index.ts';
import { type Reproduction, reproduce } from '../../../experiments/reproduction/reproduce.ts';
import { type Resources, requireMnist } from '../../../experiments/reproduction/runner.ts';
import { toJson } from '../../../runs/files/json.ts';
import { claimFolder } from '../../../runs/folder/run-writer.ts';
import { optional, whole } from '../../../settings/kinds.ts';
import { grouped } from '../../../settings/setting.ts';
import { UserError } from '../../../util/user-error.ts';
import { interruption } from '../../output/interruption.ts';
import { print, printJson, say, terminal } from '../../output/io.ts';
import { language } from '../../output/language.ts';
import { writeWhole } from '../../output/output-files.ts';
import { pixelLanguage } from '../../output/picture-files.ts';
import { words } from '../../output/words.ts';
import { notes } from '../../settings/help.ts';
import { addSettings } from '../../settings/options.ts';
import { version } from '../../version.ts';
import { ReproductionProgress } from './progress.ts';
import { markdownTable, presetTable, reproductionReport, tally } from './table.ts';

interface ReproduceFlags {
  seeds?: string;
  quick?: boolean;
  long?: true;
  data?: string;
  out: string;
  markdown?: true;
  json?: true;
  quiet?: boolean;
}

const own = grouped('options', {
  seeds: optional(
    whole({ title: 'seeds', meaning: 'repetitions (default: as each says)', default: 3, placeholder: 'n' }, 1),
  ),
});

/** Where `gradlens data download mnist` puts them. */
const USUAL_DATA = 'data/mnist';

export function configure(command: Command): void {
  command.argument('[names...]', 'of results, or all; without a name they are listed');
  addSettings(command, Object.values(own))
    .option('--quick', 'fewer seeds and epochs; figures that need the whole are left out')
    .option('--long', 'with all: those too that take an hour or more')
    .option('--data <folder>', `the 70,000 images of MNIST (default: ${USUAL_DATA})`)
    .option('--out <folder>', 'where results go, each in a folder of its name; taken names get -2, -3, ...', OUT)
    .option('--markdown', 'print one table in Markdown instead of the reports')
    .option('--json', 'print one JSON document')
    .option('--quiet', 'no progress')
    .addHelpText('after', () => notes(EXAMPLES))
    .action(act);
}

const OUT = 'runs/reproduce';

const EXAMPLES = `
Examples:
  $ gradlens reproduce                          what can be reproduced
  $ gradlens reproduce nielsen-ch5-gradients
  $ gradlens reproduce all --quick              10 minutes on two cores
  $ gradlens reproduce all --long --markdown > table.md
  $ gradlens reproduce glorot-gradient-flow --seeds 9 --json

A figure is reproduced where the median over the seeds lies in the accepted range; docs/reproductions.md tells where each
range comes from. Each folder gets results.json and the charts, drawn after the original figures.

Exit codes: 0 all reproduced, 1 a figure is outside its range or could not be measured, 2 a mistake in what was asked,
130 interrupted.
`;

async function act(names: readonly string[], flags: ReproduceFlags): Promise<void> {
  if (flags.json && flags.markdown)
    throw new UserError({ rule: '--json and --markdown exclude each other', fix: 'leave one of them out' });
  const seeds = flags.seeds === undefined ? null : own.seeds.parseText(flags.seeds);
  if (names.length === 0) return list(flags);
  const chosen = choosePresets(names, flags.long);
  const needsImages = chosen.some((preset) => preset.data === 'mnist');
  const data = needsImages ? dataFolder(flags.data) : USUAL_DATA;
  const { signal, exitCode, release } = interruption();
  const opened = openResources(data, signal);
  const results: Reproduction[] = [];
  try {
    // Data that do not serve are refused before anything is begun.
    if (needsImages) requireMnist(await opened.resources.images());
    for (const [k, preset] of chosen.entries()) {
      const { name, title } = preset;
      const heading = words().reproduction.heading({ name, title, place: k + 1, all: chosen.length });
      results.push(await one(preset, heading, opened.resources, { ...flags, ...(seeds && { count: seeds }) }));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    say(words().reproduction.interrupted({ done: results.length, all: chosen.length }));
    process.exitCode = exitCode();
  } finally {
    await opened.close();
    release();
  }
  if (flags.json) printJson(results);
  else if (flags.markdown) print(markdownTable(results));
  else if (results.length > 1) print(tally(results, words()));
  if (!signal.aborted && results.some(({ reproduced }) => !reproduced)) process.exitCode = 1;
}

function list({ json }: ReproduceFlags): void {
  const facts = presets.map(({ measure: _m, long = false, ...facts }) => ({ ...facts, long }));
  if (json) printJson(facts);
  else print(`${presetTable(presets, terminal())}\n\n${words().reproduction.howToMeasure}`);
}

/** Measures one preset and saves what came out. The folder is claimed first, so that no hour is lost for want of one. */
async function one(
  preset: Preset,
  heading: string,
  resources: Resources,
  { out, quick = false, count, json, markdown, quiet = false }: ReproduceFlags & { count?: number },
): Promise<Reproduction> {
  const folder = claimFolder(join(out, preset.name), 'out');
  const progress = new ReproductionProgress(preset, heading, quiet);
  const listen = progress.add.bind(progress);
  const options = { quick, version: version(), listen, ...(count !== undefined && { seeds: count }) };
  const result = await reproduce(preset, resources, options)
    .catch((error) => {
      rmdirSync(folder);
      throw error;
    })
    .finally(() => progress.stop());
  const files = await save(result, folder);
  if (!json && !markdown) print(`\n${reproductionReport(result, files, terminal())}\n`);
  return result;
}

/** Charts and results.json; their names. What draws is heavy: it is loaded when it is needed. */
async function save(result: Reproduction, folder: string): Promise<string[]> {
  const { reproductionChart, toPng, toSvg } = await import('../../../charts/graphics/index.ts');
  const files: string[] = [];
  for (const [k, figure] of result.charts.entries()) {
    const name = join(folder, k === 0 ? 'chart' : `chart-${k + 1}`);
    await writeWhole('--out', `${name}.svg`, await toSvg(reproductionChart(figure, { language: language() })));
    await writeWhole(
      '--out',
      `${name}.png`,
      await toPng(reproductionChart(figure, { language: await pixelLanguage() })),
    );
    files.push(`${name}.svg`, `${name}.png`);
  }
  const file = join(folder, 'results.json');
  await writeWhole('--out', file, `${toJson(result, 2)}\n`);
  return [...files, file];
}

/** @throws UserError where there are no images */
function dataFolder(asked: string | undefined): string {
  if (asked !== undefined || existsSync(USUAL_DATA)) return asked ?? USUAL_DATA;
  throw new UserError({
    rule: `published figures need the images of MNIST, by default in ${USUAL_DATA}`,
    received: 'no such folder',
    fix: 'fetch them with `gradlens data download mnist`, or say where they are with --data',
  });
}

/** Data and threads for all that is asked for, opened when the first preset needs them. */
function openResources(data: string, signal: AbortSignal): { resources: Resources; close(): Promise<void> } {
  let images: Promise<Splits> | undefined;
  let pool: ThreadPool | undefined;
  const resources: Resources = {
    data,
    signal,
    images() {
      images ??= loadData(data).then(onSharedMemory);
      return images;
    },
    async pool() {
      const splits = await resources.images();
      pool ??= new ThreadPool({ splits, size: availableParallelism(), version: version(), signal });
      return pool;
    },
  };
  return { resources, close: async () => pool?.close() };
}
