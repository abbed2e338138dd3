import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLoggedCurves } from '../../../src/runs/foreign/read-curves.ts';
import type { LoggedCurves } from '../../../src/runs/logs/curves.ts';
import { UserError } from '../../../src/util/user-error.ts';
import { tempFolder } from '../../dataset/temp-folder.ts';
import { writtenRun } from '../written-run.ts';

const logs = fileURLToPath(new URL('../../fixtures/logs', import.meta.url));
const keras = join(logs, 'keras.csv');
const lightning = join(logs, 'lightning.csv');
const folder = tempFolder();

function curve({ curves }: LoggedCurves, metric: string, part: string, per: string) {
  const found = curves.filter((one) => one.metric === metric && one.part === part && one.per === per);
  expect(found).toHaveLength(1);
  return found[0].points;
}

function written(text: string, name = 'log.csv'): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe("Keras' CSVLogger", () => {
  const log = readLoggedCurves(keras);

  it('is known by its columns, and counts epochs from 0', () => {
    expect(log).toMatchObject({ dialect: 'Keras CSVLogger', ended: false, skipped: [] });
    expect(curve(log, 'loss', 'validation', 'epoch').map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
    expect(curve(log, 'accuracy', 'train', 'epoch')[0]).toEqual({
      epoch: 1,
      step: null,
      seconds: null,
      value: 0.9418666958808899,
    });
    expect(curve(log, 'lr', 'lr', 'epoch')[2].value).toBe(0.0009999999310821295);
  });

  it('keeps a nan loss, and leaves out what is NA', () => {
    expect(curve(log, 'loss', 'train', 'epoch').at(-1)).toMatchObject({ epoch: 5, value: Number.NaN });
    expect(curve(log, 'accuracy', 'validation', 'epoch')).toHaveLength(4);
  });

  it.each([';', '\t'])('may have %j between its cells', (separator) => {
    const other = readLoggedCurves(written(readFileSync(keras, 'utf8').replaceAll(',', separator)));
    expect(other.curves).toEqual(log.curves);
  });

  it('may be appended to, and may name its accuracy as of old', () => {
    const text = 'epoch,acc,loss,lr\n0,0.5,1,0.1\nepoch,acc,loss,lr\n1,0.6,0.9,0.1\n1,"[1, 2]",0.8,0.1\n';
    const appended = readLoggedCurves(written(text));
    expect(curve(appended, 'accuracy', 'train', 'epoch').map(({ value }) => value)).toEqual([0.5, 0.6]);
    expect(appended.skipped).toEqual(['log.csv: a cell of acc that is no number (line 5)']);
  });
});

describe("Lightning's metrics.csv", () => {
  const log = readLoggedCurves(lightning);

  it('has sparse rows, told apart by column and not by row', () => {
    expect(log).toMatchObject({ dialect: 'Lightning metrics.csv', skipped: [] });
    expect(curve(log, 'loss', 'validation', 'epoch')).toEqual([
      { epoch: 1, step: 188, seconds: null, value: 0.3391 },
      { epoch: 2, step: 376, seconds: null, value: 0.261 },
    ]);
    expect(curve(log, 'loss', 'train', 'epoch').map(({ value }) => value)).toEqual([0.6104, 0.2897]);
    expect(curve(log, 'accuracy', 'validation', 'epoch')[1].value).toBe(0.9233);
    expect(curve(log, 'lr', 'lr', 'step')[0]).toMatchObject({ step: 50, value: 0.1 });
  });

  it('places single steps inside their epochs: 188 make one here', () => {
    const steps = curve(log, 'loss', 'train', 'step');
    expect(steps.map(({ step }) => step)).toEqual([50, 100, 150, 200, 250, 300, 350]);
    expect(steps.map(({ epoch }) => epoch)).toEqual([50, 100, 150, 200, 250, 300, 350].map((step) => step / 188));
  });

  it.each([
    ['train_loss,val/loss', ['train', 'validation']],
    ['training/loss,valid_loss', ['train', 'validation']],
    ['loss,test_loss', ['train', 'test']],
    ['loss/train,loss/val', ['train', 'validation']],
  ])('may name its columns %s', (names, parts) => {
    const text = `epoch,step,${names},mood\n0,9,2,3,7\n1,19,1,2,7\n`;
    const { curves, skipped } = readLoggedCurves(written(text));
    expect(curves.map(({ metric, part, per }) => [metric, part, per])).toEqual(
      parts.map((part) => ['loss', part, 'epoch']),
    );
    expect(skipped).toEqual(['log.csv: a column that is not read, mood']);
  });

  it('tells a loss of single steps by its several values in an epoch, where the name does not', () => {
    const { curves } = readLoggedCurves(written('step,epoch,train_loss\n4,0,3\n9,0,2\n14,1,1\n19,1,0.5\n'));
    expect(curves).toMatchObject([{ per: 'step', points: [{ step: 5, epoch: 0.5 }, {}, {}, { step: 20, epoch: 2 }] }]);
  });

  it('is found in its folder', () => {
    const version = join(folder, 'version_0');
    mkdirSync(version);
    cpSync(lightning, join(version, 'metrics.csv'));
    expect(readLoggedCurves(version).curves).toEqual(log.curves);
  });
});

describe('a run of our own', () => {
  const run = writtenRun();

  it('has its curves by epoch and by step, and a gradient norm for each layer', () => {
    const log = readLoggedCurves(run.folder);
    expect(log).toMatchObject({ dialect: 'gradlens', ended: true, skipped: [] });
    const epochs = run.events.filter((event) => event.type === 'epoch');
    for (const [part, score] of [
      ['train', 'train'],
      ['validation', 'validation'],
      ['test', 'test'],
    ] as const) {
      expect(curve(log, 'accuracy', part, 'epoch')).toEqual(
        epochs.map((one) => ({ epoch: one.epoch, step: one.step, seconds: one.seconds, value: one[score]?.accuracy })),
      );
    }
    const steps = run.events.filter((event) => event.type === 'step');
    for (const { step, value } of curve(log, 'loss', 'train', 'step')) expect(value).toBe(steps[(step ?? 0) - 1].loss);
    expect(curve(log, 'gradient-norm', 'layer 3', 'step').map(({ value }) => value)).toEqual([1e-3, 1e-3, 1e-3, 1e-3]);
  });

  it('counts time evenly between the ends of epochs', () => {
    const log = readLoggedCurves(run.folder);
    const [first, second] = curve(log, 'loss', 'test', 'epoch');
    const steps = curve(log, 'loss', 'train', 'step');
    const perEpoch = first.step ?? 0;
    const inside = steps.find(({ step }) => step !== null && step > perEpoch && step < 2 * perEpoch);
    const share = ((inside?.step ?? 0) - perEpoch) / perEpoch;
    expect(inside?.epoch).toBeCloseTo(1 + share, 12);
    expect(inside?.seconds).toBeCloseTo(
      (first.seconds ?? 0) + share * ((second.seconds ?? 0) - (first.seconds ?? 0)),
      12,
    );
    expect(curve(log, 'gradient-norm', 'layer 1', 'step')[0]).toMatchObject({ epoch: 0, step: 0, seconds: 0 });
  });

  it('may be a metrics.csv alone', () => {
    const alone = readLoggedCurves(join(run.folder, 'metrics.csv'));
    expect(alone).toMatchObject({ dialect: 'gradlens', skipped: [] });
    expect(alone.curves).toEqual(readLoggedCurves(run.folder).curves.filter(({ per }) => per === 'epoch'));
  });
});

describe('a log that is none', () => {
  it.each([
    ['name,age\nx,3\n', /must be a run folder, or a log: .*received 'the columns name, age'.*val_accuracy/],
    ['step,mood\n1,3\n', /the columns step, mood/],
    ['', /a file without a whole line/],
    ['epoch,loss', /a file without a whole line/],
    [`a${String.fromCharCode(27)}[2Jb,${'c'.repeat(99)}\n`, /the columns ab, c{17}\.\.\.'/],
    [`${Array.from({ length: 12 }, (_, k) => `k${k}`)}\n`, /k7, and 4 more'/],
  ])('is refused with its columns: %j', (text, says) => {
    expect(() => readLoggedCurves(written(text))).toThrow(says);
    expect(() => readLoggedCurves(written(text))).toThrow(UserError);
  });

  it('whatever happens to its bytes, there are curves or a UserError', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(keras, lightning),
        fc.nat(2000),
        fc.nat(2000),
        fc.oneof(fc.string(), fc.constantFrom('"', '\n', ',', '1e999,', '__proto__,', 'epoch\n')),
        (path, at, end, insert) => {
          const text = readFileSync(path, 'utf8');
          const damaged = written(text.slice(0, at) + insert + text.slice(at, end));
          try {
            const { curves } = readLoggedCurves(damaged);
            for (const { points } of curves) expect(points.length).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toBeInstanceOf(UserError);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
