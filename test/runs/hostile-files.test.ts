import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfigFile } from '../../src/cli/settings/config-file.ts';
import { ComparisonFolder, planOf } from '../../src/experiments/comparison-folder.ts';
import { resolvePlan } from '../../src/experiments/plan.ts';
import { decodeSafetensors, encodeSafetensors } from '../../src/formats/safetensors.ts';
import { assemble } from '../../src/runs/assemble.ts';
import { decodeCheckpoint } from '../../src/runs/checkpoint/checkpoint.ts';
import { checkpointShape } from '../../src/runs/checkpoint/resume.ts';
import { listRuns } from '../../src/runs/folder/list-runs.ts';
import { readRunRecord, readSteps } from '../../src/runs/folder/read-run-record.ts';
import { readRunConfig } from '../../src/runs/folder/run-reader.ts';
import { resolveSettings } from '../../src/settings/resolve.ts';
import { settingNames } from '../../src/settings/table.ts';
import { complaint, complaintsAbout, hostileJson } from '../support/hostile-json.ts';
import { writtenRun } from './written-run.ts';

const run = writtenRun();
const MINUTES = 5 * 60_000;

/** Puts a text into the place of a file of a copy, and reads that. */
const into = (folder: string, file: string, read: () => unknown) => (text: string) => {
  writeFileSync(join(folder, file), text);
  return read();
};

const textOf = (file: string) => readFileSync(join(run.folder, file), 'utf8');
const lineOf = (file: string) => textOf(file).trim().split('\n')[0];

describe('every field of a file of a run with every hostile value', () => {
  it('config.json', { timeout: MINUTES }, async () => {
    const folder = run.copy();
    const { settings: _settings, ...others } = JSON.parse(textOf('config.json'));
    // Each setting has its own test; here they come through the file.
    const document = { ...others, settings: { lr: 0.1, hidden: [4], checkpointEvery: '30s' } };
    expect(
      await complaintsAbout(
        document,
        into(folder, 'config.json', () => readRunConfig(folder)),
      ),
    ).toEqual([]);
  });

  it('summary.json', { timeout: MINUTES }, async () => {
    const folder = run.copy();
    const { config: _config, ...document } = JSON.parse(textOf('summary.json'));
    const read = () => readRunRecord(folder, ['summary.json']);
    expect(await complaintsAbout(document, into(folder, 'summary.json', read))).toEqual([]);
    expect(await complaint(() => listRuns(folder))).toBeUndefined();
  });

  it('steps.jsonl', { timeout: MINUTES }, async () => {
    const folder = run.copy();
    const document = JSON.parse(lineOf('steps.jsonl'));
    expect(
      await complaintsAbout(
        document,
        into(folder, 'steps.jsonl', () => readSteps(folder)),
      ),
    ).toEqual([]);
  });

  it('layers.jsonl', { timeout: MINUTES }, async () => {
    const folder = run.copy();
    const document = JSON.parse(lineOf('layers.jsonl'));
    const read = () => readRunRecord(folder, ['layers.jsonl']);
    expect(await complaintsAbout(document, into(folder, 'layers.jsonl', read))).toEqual([]);
  });

  it('the record of a checkpoint', { timeout: MINUTES }, async () => {
    const folder = run.copy();
    const [name] = readdirSync(join(folder, 'checkpoint')).filter(
      (file) => /^\w+\.safetensors$/.test(file) && !/best/.test(file),
    );
    const file = join(folder, 'checkpoint', name);
    const { tensors, metadata } = decodeSafetensors(readFileSync(file), file);
    const shape = checkpointShape(await assemble(readRunConfig(folder).settings));
    const read = (record: string) => {
      // A sum that fits: only what the record says is wrong.
      const sha256 = { ...JSON.parse(metadata.sha256), record: createHash('sha256').update(record).digest('hex') };
      const given = { ...metadata, record, sha256: JSON.stringify(sha256) };
      return decodeCheckpoint(encodeSafetensors({ tensors, metadata: given }), file, shape);
    };
    const document = JSON.parse(metadata.record);
    expect(read(metadata.record).state.steps).toBe(document.position.steps);
    expect(await complaintsAbout(document, read)).toEqual([]);
  });

  it('metrics.csv', { timeout: MINUTES }, async () => {
    const folder = run.copy();
    const [header, row] = textOf('metrics.csv').split('\n');
    const cells = row.split(',');
    const found: (string | undefined)[] = [];
    for (let column = 0; column < cells.length; column++) {
      for (const text of hostileJson) {
        const others = cells.with(column, text).join(',');
        const read = into(folder, 'metrics.csv', () => readRunRecord(folder, ['metrics.csv']));
        for (const table of [`${header}\n${others}\n`, `${header.split(',').with(column, text).join(',')}\n${row}\n`]) {
          found.push(await complaint(() => read(table)));
        }
      }
    }
    expect(found.filter(Boolean)).toEqual([]);
  });
});

describe('every field of a file of a comparison with every hostile value', () => {
  const { activation: _a, lr: _l, ...shared } = resolveSettings();
  const plan = { activations: ['tanh', 'relu'], seeds: 2, lr: 0.1, jobs: 1 };
  const data = { name: 'x', fingerprint: 'f', samples: { train: 1, validation: 1, test: 1 } };
  const document = { settings: { ...shared, activation: 'relu', lr: 0.1 }, plan, data, versions: { gradlens: '1' } };

  it('plan.json', { timeout: MINUTES }, async () => {
    const folder = run.copy();
    const places = [
      ['settings'],
      ['plan'],
      ['data'],
      ['data', 'fingerprint'],
      ['settings', 'hidden'],
      ['settings', 'lr'],
    ];
    const all = [...places, ...Object.keys(plan).map((name) => ['plan', name])];
    expect(
      await complaintsAbout(
        document,
        into(folder, 'plan.json', () => planOf(folder, [])),
        all,
      ),
    ).toEqual([]);
  });

  it('search.jsonl', { timeout: MINUTES }, async () => {
    const folder = run.copy();
    writeFileSync(join(folder, 'plan.json'), JSON.stringify(document));
    const splits = { ...data, fingerprint: 'f' } as unknown as Parameters<typeof ComparisonFolder.open>[1]['splits'];
    const read = into(folder, 'search.jsonl', () => ComparisonFolder.open(folder, { splits }).release());
    const trial = { activation: 'tanh', lr: 0.1, loss: 1, accuracy: 0.5 };
    expect(await complaintsAbout(trial, read)).toEqual([]);
  });
});

describe('a config file with every hostile value', () => {
  const document = { ...Object.fromEntries(settingNames.map((name) => [name, 1])), unknown: 1 };
  const places = [['lr'], ['hidden'], ['checkpointEvery'], ['monitor'], ['shuffle'], ['scale'], ['unknown']];

  it.each(['a.json', 'a.yaml'])('%s', { timeout: MINUTES }, async (name) => {
    const file = join(run.root, name);
    const one = Object.fromEntries(places.map(([key]) => [key, document[key as keyof typeof document]]));
    for (const [place] of places) {
      for (const json of hostileJson) {
        const text = name.endsWith('json') ? `{"${place}":${json}}` : `${place}: ${json}`;
        const wrong = await complaint(async () => {
          writeFileSync(file, text);
          const source = await readConfigFile(file);
          resolveSettings(source);
          resolvePlan(source);
        });
        expect(wrong, text.slice(0, 100)).toBeUndefined();
      }
    }
    expect(Object.keys(one)).toHaveLength(places.length);
  });
});
