import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRunRecord, readSteps } from '../../../src/runs/folder/read-run-record.ts';
import { UserError } from '../../../src/util/user-error.ts';
import { layerLine, writtenRun } from '../written-run.ts';

const run = writtenRun();

describe('readRunRecord', () => {
  it('gives back what the training told, to the last bit', () => {
    const record = readRunRecord(run.folder);
    const epochs = run.events.filter((event) => event.type === 'epoch');
    expect(record.metrics).toEqual(epochs.map(({ type: _, ...metrics }) => metrics));
    expect(record.metrics).toHaveLength(3);
    expect(record.metrics[0].validation).not.toBeNull();
    expect(record.summary).toEqual(JSON.parse(JSON.stringify(run.summary)));
    expect(record.config).toEqual(JSON.parse(JSON.stringify(run.summary.config)));
    expect(record).toMatchObject({ folder: run.folder, skipped: [] });
  });

  it('groups lines by step and works out the attenuation of the hidden layers', () => {
    const { probes } = readRunRecord(run.folder);
    expect(probes.map(({ step, epoch }) => [epoch, step])).toEqual([
      [0, 0],
      [1, 5],
      [2, 10],
      [3, 15],
    ]);
    expect(probes[2].layers.map(({ layer }) => layer)).toEqual([1, 2, 3, 4, 5]);
    expect(probes[2].layers[3]).toEqual(
      (({ epoch: _e, step: _s, ...layer }) => layer)(JSON.parse(layerLine(2, 10, 4))),
    );
    expect(probes[0].layers[0].updateRatio).toBeNull();
    // 0.125 / 1 over three gaps.
    expect(probes[0].attenuation).toEqual({ total: 0.125, perLayer: 0.5 });
  });

  it('reads the steps beside it', () => {
    const { steps, skipped } = readSteps(run.folder);
    const told = run.events.filter((event) => event.type === 'step');
    expect(skipped).toEqual([]);
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 4, 6, 8, 10, 12, 14]);
    for (const { step, loss, lr } of steps) expect(told[step - 1]).toMatchObject({ step, loss, lr });
  });
});

/** A copy in which one file has another text. */
function changed(file: string, change: (text: string) => string): string {
  const folder = run.copy();
  writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')));
  return folder;
}

describe('a run folder that is not whole', () => {
  it('may lack all but the config', () => {
    const folder = run.copy();
    for (const file of ['metrics.csv', 'layers.jsonl', 'steps.jsonl', 'summary.json']) rmSync(join(folder, file));
    expect(readRunRecord(folder)).toMatchObject({ metrics: [], probes: [], summary: null, skipped: [] });
    expect(readSteps(folder)).toEqual({ steps: [], skipped: [] });
  });

  it('loses a half-written last row, even where it could pass for a whole one', () => {
    const record = readRunRecord(changed('metrics.csv', (text) => text.slice(0, -3)));
    expect(record.metrics).toHaveLength(2);
    expect(record.skipped).toEqual(['metrics.csv: a last line without its end, as if half written (line 4)']);
  });

  it('loses a probe that lacks a layer', () => {
    const record = readRunRecord(changed('layers.jsonl', (text) => text.slice(0, -30)));
    expect(record.probes).toHaveLength(3);
    expect(record.skipped).toEqual([
      'layers.jsonl: a line that is no whole JSON (line 20)',
      'layers.jsonl: only 4 of 5 layers at step 15',
    ]);
  });

  it('keeps NaN and infinities, bare or as text, apart from what is no number', () => {
    const folder = changed('metrics.csv', (text) => {
      const [header, first] = text.split('\n');
      const cells = first.split(',');
      const row = (epoch: number, loss: string) => cells.with(0, String(epoch)).with(3, loss).join(',');
      return [header, '', row(1, 'NaN'), row(2, '"Infinity"'), row(3, '-inf'), row(4, '0x10'), ''].join('\n');
    });
    const { metrics, skipped } = readRunRecord(folder);
    expect(metrics.map(({ train }) => train.loss)).toEqual([Number.NaN, Infinity, -Infinity, Number.NaN]);
    expect(skipped).toEqual(['metrics.csv: a cell of train_loss that is no number (line 6)']);
    const nan = readRunRecord(changed('layers.jsonl', (text) => text.replace('"deltaRms":0.125', '"deltaRms":"NaN"')));
    expect(nan.probes[0].attenuation).toEqual({ total: Number.NaN, perLayer: Number.NaN });
    expect(nan.skipped).toEqual([]);
  });

  it('reads around columns and fields that are new, moved or missing', () => {
    const folder = changed('metrics.csv', (text) => {
      const rows = text.trimEnd().split('\n');
      return `${rows.map((row, k) => [k ? 7 : 'mood', ...row.split(',').slice(0, -1)].join()).join('\n')}\n`;
    });
    writeFileSync(
      join(folder, 'steps.jsonl'),
      '{"step":1,"loss":2,"lr":0.1,"mood":7}\n{"step":2,"loss":2}\n{"step":3,"loss":"low","lr":0.1}\n',
    );
    const { metrics, skipped } = readRunRecord(folder);
    expect(metrics.map(({ epoch, samplesPerSecond }) => [epoch, samplesPerSecond])).toEqual([
      [1, Number.NaN],
      [2, Number.NaN],
      [3, Number.NaN],
    ]);
    expect(skipped).toEqual([
      'metrics.csv: a column that is not known, mood',
      'metrics.csv: no column samples_per_second',
    ]);
    expect(readSteps(folder)).toEqual({
      steps: [{ step: 1, loss: 2, lr: 0.1 }],
      skipped: [
        'steps.jsonl: a field that is not known, mood',
        expect.stringMatching(/fault at lr .*\(line 2\)/),
        expect.stringMatching(/fault at loss \(must be a number\) \(line 3\)/),
      ],
    });
  });

  it('is not harmed by __proto__ keys', () => {
    const folder = run.copy();
    const evil = '{"__proto__":{"polluted":1},"step":1,"loss":2,"lr":0.1,"epoch":1,"layer":1}';
    for (const file of ['steps.jsonl', 'layers.jsonl']) appendFileSync(join(folder, file), `${evil}\n`);
    writeFileSync(join(folder, 'metrics.csv'), '__proto__,epoch,step\n7,1,5\n');
    writeFileSync(join(folder, 'summary.json'), '{"__proto__":{"status":"finished"}}');
    expect(readRunRecord(folder)).toMatchObject({ summary: null, metrics: [{ epoch: 1, step: 5 }] });
    expect(readSteps(folder).steps.filter(({ step }) => step === 1)).toHaveLength(2);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    const config = changed('config.json', (text) =>
      text.replace('"settings": {', '"settings": { "__proto__": {"lr": 9},'),
    );
    try {
      expect(readRunRecord(config).config.settings.lr).toBe(run.summary.config.settings.lr);
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
    }
  });

  it('tells a file that cannot be read at all', () => {
    const folder = run.copy();
    rmSync(join(folder, 'metrics.csv'));
    mkdirSync(join(folder, 'metrics.csv'));
    expect(readRunRecord(folder).skipped).toEqual(['metrics.csv: not read (not a regular file)']);
  });

  it.each([
    ['nowhere', /nowhere, which does not exist/],
    ['small.csv', /small.csv, which is no folder/],
    ['other', /other, without a readable config.json; it holds notes.txt/],
  ])('is refused where it is none: %s', (name, says) => {
    mkdirSync(join(run.root, 'other'), { recursive: true });
    writeFileSync(join(run.root, 'other', 'notes.txt'), '');
    expect(() => readRunRecord(join(run.root, name))).toThrow(says);
  });
});

it('whatever happens to the bytes, there is a record or a UserError', () => {
  const folder = run.copy();
  const files = ['config.json', 'metrics.csv', 'layers.jsonl', 'steps.jsonl', 'summary.json'];
  const originals = new Map(files.map((file) => [file, readFileSync(join(folder, file))]));
  const anyDamage = fc.record({
    file: fc.constantFrom(...files),
    keep: fc.double({ min: 0, max: 1, noNaN: true }),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    insert: fc.oneof(
      fc.uint8Array({ maxLength: 8 }),
      fc.constantFrom('"', ',', '\n', '1e999', 'null', '-').map(Buffer.from),
    ),
  });
  let survived = 0;
  fc.assert(
    fc.property(fc.array(anyDamage, { minLength: 1, maxLength: 3 }), (damages) => {
      for (const [file, bytes] of originals) writeFileSync(join(folder, file), bytes);
      for (const { file, keep, at, insert } of damages) {
        const bytes = readFileSync(join(folder, file));
        const [end, place] = [Math.round(keep * bytes.length), Math.round(at * bytes.length)];
        writeFileSync(
          join(folder, file),
          Buffer.concat([bytes.subarray(0, place), insert, bytes.subarray(place, end)]),
        );
      }
      try {
        const record = readRunRecord(folder);
        readSteps(folder);
        for (const sentence of record.skipped) expect(sentence).not.toMatch(/undefined|\[object/);
        survived++;
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }),
    { numRuns: 150 },
  );
  expect(survived).toBeGreaterThan(50);
});
