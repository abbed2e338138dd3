import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeSafetensors } from '../../src/formats/safetensors.ts';
import { workshop } from './trained.ts';

const foreign = encodeSafetensors({
  tensors: [
    { name: 'fc1.weight', shape: [5, 4], values: Float32Array.from({ length: 20 }, (_, k) => Math.sin(k)) },
    { name: 'fc1.bias', shape: [5], values: Float32Array.from({ length: 5 }, (_, k) => Math.cos(k)) },
    { name: 'fc2.weight', shape: [3, 5], values: Float32Array.from({ length: 15 }, (_, k) => Math.sin(2 * k)) },
  ],
  metadata: {},
});
const { cwd, run, train } = workshop();

beforeAll(async () => {
  await train('--run', 'run', '--activation', 'gelu', '--epochs', '3');
  await run('export', 'run', '--format', 'onnx', '--out', 'model.onnx');
  await run('export', 'run', '--format', 'safetensors', '--out', 'pt.safetensors');
  writeFileSync(join(cwd, 'foreign.safetensors'), foreign);
  writeFileSync(join(cwd, 'model.pt'), 'PK');
  writeFileSync(join(cwd, 'broken.onnx'), readFileSync(join(cwd, 'model.onnx')).subarray(0, 300));
});

describe('evaluate of a file', () => {
  const figures = async (...words: string[]) => {
    const { stdout, stderr } = await run('evaluate', ...words, '--data', 'small.csv', '--json');
    expect(stderr).toBe('');
    const { loss, accuracy } = JSON.parse(stdout);
    return { loss, accuracy };
  };

  it.each(['model.onnx', 'pt.safetensors', 'run/model.safetensors'])(
    '%s gives the figures of its run',
    async (file) => {
      const own = await figures('run');
      const { loss, accuracy } = await figures(file);
      expect(accuracy).toBe(own.accuracy);
      // Scales that were measured are in float32 in onnx. Measured: 1.2e-8.
      expect(Math.abs(loss - own.loss)).toBeLessThan(1e-6);
    },
  );

  it.each([
    [['foreign.safetensors'], /does not say which activation is between them. Name it: --activation relu/],
    [['foreign.safetensors', '--activation', 'relu'], /does not say how pixels become inputs. Say it: --scale 255 for/],
    [
      ['foreign.safetensors', '--activation', 'relu', '--scale', '25'],
      /--scale must be one of .*-1\.\.1; received '25'/,
    ],
    [['foreign.safetensors', '--activation', 'rulu', '--scale', '255'], /Did you mean relu/],
    [['model.onnx', '--scale', '255'], /model.onnx says its scale itself/],
    [['model.onnx', '--activation', 'relu'], /model.onnx says its activations itself: gelu; received 'relu'/],
    [['pt.safetensors', '--activation', 'relu'], /was trained with gelu; received 'relu'/],
    [
      ['model.onnx', '--data', 'mnist10k'],
      /mnist10k\/train must have 4 values per sample, as model.onnx has; received 784/,
    ],
    [
      ['model.pt'],
      /ends in .onnx or .safetensors; received 'model.pt, a pickle of PyTorch's, which can run code'. PyTorch: safetensors.torch.save_file/,
    ],
    [['nothing.onnx'], /nothing.onnx must be a file that can be read/],
    [['broken.onnx'], /whole protobuf message; received '\d+ bytes announced, \d+ left'/],
  ])('%j: one clear message', async (words, says) => {
    const { code, stdout, stderr } = await run('evaluate', '--data', 'small.csv', ...words);
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(/^gradlens: [^\n]+\n$/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('takes what the user says of it', async () => {
    const one = await figures('foreign.safetensors', '--activation', 'tanh', '--scale', 'none');
    const other = await figures('foreign.safetensors', '--activation', 'relu', '--scale', 'none');
    expect(one.loss).not.toBe(other.loss);
  });
});

describe('train --from', () => {
  it.each(['run', 'model.onnx', 'pt.safetensors'])(
    '%s: begins where it ended, with its sizes and its activation',
    async (from) => {
      const before = JSON.parse((await run('evaluate', 'run', '--json')).stdout);
      const { stdout } = await run(
        'train',
        '--data',
        'small.csv',
        '--from',
        from,
        '--lr',
        '1e-12',
        '--epochs',
        '1',
        '--json',
        '--quiet',
      );
      const { test, config } = JSON.parse(stdout);
      expect(Math.abs(test.loss - before.loss)).toBeLessThan(1e-6);
      expect(config.settings.activation).toBe('gelu');
      expect(config.settings.from).toMatch(new RegExp(`^${from}@sha256:[0-9a-f]{64}$`));
    },
  );

  it('computes the same under another scale', async () => {
    const before = JSON.parse((await run('evaluate', 'run', '--json')).stdout);
    const words = ['--from', 'model.onnx', '--scale', '-1..1', '--lr', '1e-12', '--epochs', '1', '--json', '--quiet'];
    const { test, config } = JSON.parse((await run('train', '--data', 'small.csv', ...words)).stdout);
    expect(config.settings.scale).toBe('-1..1');
    expect(Math.abs(test.loss - before.loss)).toBeLessThan(1e-5);
  });

  it('is repeated by its config, from the same file only', async () => {
    await run('train', '--data', 'small.csv', '--from', 'model.onnx', '--run', 'first', '--quiet');
    await run('train', '--config', 'first/config.json', '--run', 'second', '--quiet');
    const bytes = (folder: string) => readFileSync(join(cwd, folder, 'model.safetensors'));
    expect(bytes('second').equals(bytes('first'))).toBe(true);
    const config = readFileSync(join(cwd, 'first/config.json'), 'utf8');
    writeFileSync(join(cwd, 'other.json'), config.replace('model.onnx@', 'pt.safetensors@'));
    const { code, stderr } = await run('train', '--config', 'other.json', '--activation', 'gelu');
    expect(code).toBe(2);
    expect(stderr).toMatch(/pt.safetensors must be the file that this training began with, of SHA-256/);
  });

  it('refuses what does not fit', async () => {
    const wrong = (...words: string[]) => run('train', '--data', 'small.csv', '--quiet', ...words);
    expect((await wrong('--from', 'model.onnx', '--hidden', '7')).stderr).toMatch(
      /sizes; received '4-7-\d'. Leave out --hidden/,
    );
    expect((await wrong('--from', 'model.onnx', '--activation', 'relu')).stderr).toMatch(/says its activations itself/);
    expect((await wrong('--from', 'foreign.safetensors')).stderr).toMatch(/does not say which activation/);
    expect((await wrong('--from', 'nowhere')).stderr).toMatch(
      /nowhere.model.safetensors must be a file that can be read/,
    );
  });
});
