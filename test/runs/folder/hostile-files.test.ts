import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeSafetensors } from '../../../src/formats/safetensors.ts';
import { reference } from '../../../src/kernels/reference/index.ts';
import { dense } from '../../../src/nn/layers/index.ts';
import { Network } from '../../../src/nn/network.ts';
import { diagnoseRun } from '../../../src/runs/diagnose-run.ts';
import { Omissions } from '../../../src/runs/files/omissions.ts';
import { listRuns } from '../../../src/runs/folder/list-runs.ts';
import { readRunRecord, readSteps } from '../../../src/runs/folder/read-run-record.ts';
import { readRunConfig } from '../../../src/runs/folder/run-reader.ts';
import { readLoggedCurves } from '../../../src/runs/foreign/read-curves.ts';
import { logTable } from '../../../src/runs/logs/csv-table.ts';
import { loadParameters, networkTensors, requireRoom } from '../../../src/runs/models/model-file.ts';
import { randomSource } from '../../../src/util/random.ts';
import { UserError } from '../../../src/util/user-error.ts';
import { mistakeOf } from '../../dataset/user-mistake.ts';
import { makePipe } from '../../fifo.ts';
import { effort } from '../../support/effort.ts';
import { needs } from '../../support/needs.ts';
import { writtenRun } from '../written-run.ts';

const run = writtenRun();

/** A copy of the run in which a file holds something else. */
function spoilt(file: string, content: string): string {
  const folder = run.copy();
  writeFileSync(join(folder, file), content);
  return folder;
}

/** The config.json of the run with some of its fields changed. */
function withConfig(change: (config: Record<string, Record<string, unknown>>) => void): string {
  const config = JSON.parse(readFileSync(join(run.folder, 'config.json'), 'utf8'));
  change(config);
  return spoilt('config.json', JSON.stringify(config));
}

/** Milliseconds. */
function timeOf(work: () => unknown): number {
  const spent = effort();
  work();
  return spent();
}

describe('a config.json', () => {
  it('of 1 GiB is not read', () => {
    const folder = spoilt('config.json', '{');
    truncateSync(join(folder, 'config.json'), 2 ** 30);
    expect(mistakeOf(() => readRunConfig(folder)).message).toMatch(/config.json must be at most 8 MiB; received '1024/);
    expect(listRuns(folder).broken).toMatchObject([{ reason: expect.stringMatching(/at most 8 MiB/) }]);
  });

  it('that is nested without end is refused', () => {
    const text = `{"settings":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`;
    expect(mistakeOf(() => readRunConfig(spoilt('config.json', text))).message).toMatch(/not nest values more than 32/);
  });

  it('pollutes nothing', () => {
    const whole = readFileSync(join(run.folder, 'config.json'), 'utf8');
    const evil = '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},';
    const folder = spoilt('config.json', whole.replace('{', `{${evil}`).replace('"network": {', `"network": {${evil}`));
    expect(readRunConfig(folder).network).toEqual(readRunConfig(run.folder).network);
    const inSettings = spoilt('config.json', whole.replace('"settings": {', `"settings": {${evil}`));
    expect(mistakeOf(() => readRunConfig(inSettings)).message).toMatch(/constructor in .* is no setting/);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('that is a pipe is not waited for', needs('posix'), () => {
    const folder = run.copy();
    rmSync(join(folder, 'config.json'));
    makePipe(join(folder, 'config.json'));
    expect(mistakeOf(() => readRunRecord(folder)).message).toMatch(/received 'not a regular file'/);
  });

  it('is never followed: neither its data nor its module is looked at', () => {
    const trap = join(run.root, 'trap.mjs');
    const sprung = join(run.root, 'sprung');
    writeFileSync(trap, `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(sprung)}, '');`);
    const folder = withConfig(({ settings }) => Object.assign(settings, { data: '/dev/zero', activation: trap }));
    const { config, metrics, probes } = readRunRecord(folder);
    diagnoseRun(config, { metrics, probes, divergence: null });
    readLoggedCurves(folder);
    expect(listRuns(folder).runs).toHaveLength(1);
    expect(existsSync(sprung)).toBe(false);
  });
});

describe('logs', () => {
  it('with endless lines, deep nesting and NUL bytes lose these lines alone', () => {
    const folder = run.copy();
    const whole = readSteps(folder).steps.length;
    const bad = [
      `{"step":7,"loss":"${'9'.repeat(2 ** 21)}"}`,
      '['.repeat(200_000),
      '\0'.repeat(1000),
      '{"step":1e999}',
    ];
    appendFileSync(join(folder, 'steps.jsonl'), `${bad.join('\n')}\n{"step":99,"loss":1,"lr":1}\n`);
    const { steps, skipped } = readSteps(folder);
    expect(steps).toHaveLength(whole + 1);
    expect(skipped.join()).toMatch(/a line that is no whole JSON \(lines 9, 10, 11\).*a line with a fault at step/);
  });

  it('full of noise are told in a few sentences', () => {
    const noise = Array.from({ length: 5000 }, (_, k) => `{"step":${k},"loss":1,"lr":1,"a${k}\\n":1}`).join('\n');
    const { steps, skipped } = readSteps(spoilt('steps.jsonl', noise));
    expect(steps).toHaveLength(5000);
    expect(skipped).toHaveLength(51);
    expect(skipped.at(-1)).toBe('and 4,950 other faults');
    expect(skipped.join('')).toMatch(/^[^\p{Cc}]+$/u);
  });

  it('of 20 million line breaks are read in little memory', () => {
    const before = process.memoryUsage().heapUsed;
    expect(readSteps(spoilt('steps.jsonl', '\n'.repeat(2e7))).steps).toEqual([]);
    // A list of them alone takes 160 MB.
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100 << 20);
  });

  it('with more cells than memory can hold are refused', () => {
    const omissions = new Omissions();
    expect(mistakeOf(() => logTable('epoch\n'.repeat(12_000_001), 'log.csv', omissions)).message).toMatch(
      /log.csv must hold at most 12,000,000 cells/,
    );
  });

  it('with thousands of columns of one meaning are read in no time', () => {
    const columns = Array.from({ length: 20_000 }, (_, k) => `lr-a${k}`);
    const path = join(run.root, 'columns.csv');
    writeFileSync(path, `step,loss,${columns.join()}\n${'1,2,x\n'.repeat(20_000)}1,2,${'x,'.repeat(20_000)}\n`);
    expect(timeOf(() => expect(readLoggedCurves(path).curves).toHaveLength(1))).toBeLessThan(4000);
  });

  it('with a number of 100,000 digits and a slip are read at once', () => {
    const path = join(run.root, 'digits.csv');
    writeFileSync(path, `epoch,loss\n0,${'1'.repeat(100_000)}x\n1,2\n`);
    expect(timeOf(() => expect(readLoggedCurves(path).skipped).toHaveLength(1))).toBeLessThan(1000);
  });

  it('in a summary.json beyond all size are told', () => {
    const folder = run.copy();
    truncateSync(join(folder, 'summary.json'), 2 ** 30);
    expect(readRunRecord(folder)).toMatchObject({ summary: null, skipped: ['summary.json: not read (1024 MiB)'] });
  });
});

describe('a file of weights', () => {
  const network = () =>
    new Network({ inputs: 4, layers: [dense(3, 'tanh'), dense(2)], kernels: reference, random: randomSource(0) });
  const path = () => join(run.root, 'weights.safetensors');

  it.each([
    ['layers.0.weight', 7, Number.NaN, 'NaN in layers.0.weight[2][1]'],
    ['layers.0.weight', 0, Infinity, 'Infinity in layers.0.weight[0][0]'],
    ['layers.1.bias', 1, -Infinity, '-Infinity in layers.1.bias[1]'],
  ])('with %s[%i] = %d is refused, with the place', (name, at, value, says) => {
    const tensors = networkTensors(network());
    const tensor = tensors.find((one) => one.name === name);
    if (tensor) tensor.values[at] = value;
    writeFileSync(path(), encodeSafetensors({ tensors, metadata: {} }));
    // Not by mistakeOf, to which NaN in a message is a slip.
    const loading = () => loadParameters(network(), path());
    expect(loading).toThrow(UserError);
    expect(loading).toThrow(`weights must be finite; received '${says} of ${path()}'`);
  });

  it('that cannot hold what a config promises is told before a network is built', () => {
    writeFileSync(path(), encodeSafetensors({ tensors: networkTensors(network()), metadata: {} }));
    requireRoom(network().layout, path());
    expect(mistakeOf(() => requireRoom({ length: 2 ** 27 }, path())).message).toMatch(
      /must hold the 134217728 weights of its network; received '\d+ bytes'/,
    );
  });

  it('that is a pipe, a device or a folder is not waited for', needs('posix'), () => {
    mkdirSync(join(run.root, 'folder'));
    for (const file of ['/dev/zero', join(run.root, 'folder'), makePipe(join(run.root, 'pipe'))]) {
      expect(mistakeOf(() => loadParameters(network(), file)).message).toMatch(/received 'not a regular file'/);
    }
  });
});
