import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLoggedCurves, readLogs } from '../../../src/runs/foreign/read-curves.ts';
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
    const text = `epoch,step,${names},mood\n0,9,2,3,good\n1,19,1,2,bad\n`;
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

describe('logs of others', () => {
  const values = (log: LoggedCurves, metric: string, part: string) =>
    log.curves
      .filter((one) => one.metric === metric && one.part === part)
      .map(({ points }) => points.map(({ value }) => value));

  it('a CSVLogger file that a second fit was appended to holds two trainings', () => {
    const fits = readLogs(join(logs, 'keras-append.csv'));
    expect(fits.map(({ run, curves }) => [run, curves[0].points.map(({ epoch }) => epoch)])).toEqual([
      ['#1', [1, 2, 3]],
      ['#2', [1, 2]],
    ]);
    expect(() => readLoggedCurves(join(logs, 'keras-append.csv'))).toThrow(/must hold one training.*'2: #1, #2'/);
    const [first, second] = readLogs(written('epoch,loss\n0,2\nepoch,loss\n0,1\n'));
    expect([first, second].map((log) => values(log, 'loss', 'train'))).toEqual([[[2]], [[1]]]);
    expect(readLogs(written('epoch,loss\n0,2\n1,1\nepoch,loss\n2,0.5\n'))).toHaveLength(1);
  });

  it("Keras' History is known as JSON, bare NaN and all", () => {
    const log = readLoggedCurves(join(logs, 'keras-history.json'));
    const [first] = readLogs(join(logs, 'keras-append.csv'));
    expect(log.dialect).toBe('Keras History');
    for (const part of ['train', 'validation']) expect(values(log, 'loss', part)).toEqual(values(first, 'loss', part));
    const broken = readLoggedCurves(written('{"loss": [1, NaN, -Infinity], "note": "NaN"}', 'h.json'));
    expect(values(broken, 'loss', 'train')).toEqual([[1, Number.NaN, Number.NEGATIVE_INFINITY]]);
  });

  it("Keras' TensorBoard folders of train and validation are one training, with the figures of its CSVLogger", () => {
    const log = readLoggedCurves(join(logs, 'keras-tensorboard'));
    const [csv] = readLogs(join(logs, 'keras-append.csv'));
    for (const [metric, part] of [
      ['loss', 'train'],
      ['loss', 'validation'],
      ['accuracy', 'validation'],
    ]) {
      const [ours] = log.curves.filter((one) => one.metric === metric && one.part === part && one.per === 'epoch');
      expect(ours.points.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
      expect(ours.points.map(({ value }) => value)).toEqual(values(csv, metric, part)[0].map(Math.fround));
    }
  });

  it('TensorBoardX has each run in a folder of its own, and a file that is being written ends with what is whole', () => {
    const runs = readLogs(join(logs, 'tensorboardx'));
    expect(runs.map(({ run, curves }) => [run, curves.map(({ metric, part }) => `${metric} ${part}`)])).toEqual([
      ['run-a', ['loss train', 'loss validation', 'accuracy validation', 'lr lr']],
      ['run-b', ['loss train']],
    ]);
    expect(runs[0].curves[1].points).toMatchObject(
      [1, 2, 3, 4].map((step) => ({ step, value: Math.fround(1.2 / step) })),
    );
    const [file] = readdirSync(join(logs, 'tensorboardx/run-a'));
    const whole = readFileSync(join(logs, 'tensorboardx/run-a', file));
    for (const [end, damaged] of [
      [whole.length - 3, false],
      [whole.length, true],
    ] as const) {
      const bytes = Buffer.from(whole.subarray(0, end));
      if (damaged) bytes[bytes.length - 6] ^= 1;
      writeFileSync(join(folder, 'x.tfevents.1'), bytes);
      const cut = readLoggedCurves(join(folder, 'x.tfevents.1'));
      expect(values(cut, 'loss', 'train')[0].length).toBeGreaterThanOrEqual(3);
      expect(cut.skipped).toEqual(damaged ? ['x.tfevents.1: what follows a damaged record'] : []);
    }
  });

  it("Hugging Face's trainer_state.json", () => {
    const log_history = [
      { loss: 0.9, grad_norm: 1.5, learning_rate: 1e-4, epoch: 0.5, step: 10 },
      { loss: 0.7, learning_rate: 5e-5, epoch: 1, step: 20 },
      { eval_loss: 0.8, eval_accuracy: 0.75, eval_runtime: 1, epoch: 1, step: 20 },
      { train_runtime: 9, train_loss: 0.8, epoch: 1, step: 20 },
    ];
    const log = readLoggedCurves(written(JSON.stringify({ best_metric: null, log_history }), 'trainer_state.json'));
    expect(log.dialect).toBe('Hugging Face trainer_state.json');
    expect(values(log, 'loss', 'train')).toEqual([[0.9, 0.7]]);
    expect(log.curves.find(({ metric, part }) => metric === 'accuracy' && part === 'validation')?.points).toEqual([
      { epoch: 1, step: 20, seconds: null, value: 0.75 },
    ]);
  });

  it("scikit-learn's loss_curve_, alone or with its validation scores", () => {
    expect(values(readLoggedCurves(written('[0.5, 0.25]', 'l.json')), 'loss', 'train')).toEqual([[0.5, 0.25]]);
    const log = readLoggedCurves(join(logs, 'sklearn.json'));
    expect(log.curves.map(({ metric, part, points }) => [metric, part, points.length])).toEqual([
      ['loss', 'train', 5],
      ['accuracy', 'validation', 5],
    ]);
  });

  it('charts of Weights & Biases, tables of MLflow and of TensorBoard', () => {
    const wandb =
      'Step,"calm-1 - val_loss","calm-1 - val_loss__MIN","calm-1 - val_loss__MAX","wild-2 - val_loss"\n0,3,3,3,\n1,2,2,2,5\n';
    expect(readLogs(written(wandb)).map((log) => [log.run, values(log, 'loss', 'validation')])).toEqual([
      ['calm-1', [[3, 2]]],
      ['wild-2', [[5]]],
    ]);
    const mlflow = 'run_id,key,value,step,timestamp\na1,val_loss,3,0,17\na1,train_loss,4,0,17\na1,val_loss,2,1,18\n';
    const [log] = readLogs(written(mlflow));
    expect([values(log, 'loss', 'validation'), values(log, 'loss', 'train')]).toEqual([[[3, 2]], [[4]]]);
    const board = 'Wall time,Step,Value\n100,1,0.5\n103,2,0.25\n';
    expect(readLoggedCurves(written(board, 'run-a-tag-Loss_val.csv')).curves).toMatchObject([
      {
        metric: 'loss',
        part: 'validation',
        points: [
          { step: 1, seconds: 0 },
          { step: 2, seconds: 3, value: 0.25 },
        ],
      },
    ]);
  });

  it.each([
    ['val_loss', 'loss', 'validation'],
    ['validation/loss', 'loss', 'validation'],
    ['eval_loss', 'loss', 'validation'],
    ['loss/val', 'loss', 'validation'],
    ['trainLoss', 'loss', 'train'],
    ['val_sparse_categorical_accuracy', 'accuracy', 'validation'],
    ['Accuracy/test', 'accuracy', 'test'],
    ['val_loss/dataloader_idx_0', 'loss', 'validation'],
    ['val_f1', 'f1', 'validation'],
  ])('%s is the %s of %s', (column, metric, part) => {
    const { curves } = readLoggedCurves(written(`epoch,${column}\n0,0.5\n`));
    expect(curves).toMatchObject([{ metric, part, name: column, points: [{ epoch: 1, value: 0.5 }] }]);
  });

  it('epochs that are counted from 1 are left so; a table of pandas has an epoch in each row', () => {
    expect(readLoggedCurves(written('epoch,loss\n1,2\n2,1\n')).curves[0].points.map(({ epoch }) => epoch)).toEqual([
      1, 2,
    ]);
    const { curves } = readLoggedCurves(written(',loss,val_loss\n0,2,3\n1,1,2\n'));
    expect(curves.map(({ part, points }) => [part, points.map(({ epoch }) => epoch)])).toEqual([
      ['train', [1, 2]],
      ['validation', [1, 2]],
    ]);
  });
});

describe('a log that is none', () => {
  it.each([
    ['name,age\nx,3\n', /must be a run folder, or a log: .*received 'the columns name, age'.*val_accuracy/],
    ['step,mood\n1,good\n', /the columns step, mood/],
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
