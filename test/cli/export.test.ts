import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeOnnx } from '../../src/formats/onnx/read.ts';
import { decodeSafetensors } from '../../src/formats/safetensors.ts';
import { workshop } from './trained.ts';

const { cwd, run, train } = workshop({ 'mine.mjs': "export default { name: 'mine', f: Math.sin, df: Math.cos };\n" });
const bytesOf = (file: string) => readFileSync(join(cwd, file));

beforeAll(async () => {
  await train('--run', 'run', '--dropout', '0.25');
  await train('--run', 'own', '--activation', './mine.mjs');
});

describe('export', () => {
  it('writes into the run folder, prints where, and tells how PyTorch takes it', async () => {
    const { code, stdout, stderr } = await run('export', 'run', '--format', 'safetensors');
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${join('run', 'exports', 'model-pytorch.safetensors')}\n` });
    expect(stderr).toMatch(
      /^Written: run.*\n.*\nnn.Sequential\(nn.Linear\(4, \d+\), nn.ReLU\(\), nn.Dropout\(0.25\), nn.Linear/,
    );
    const { tensors, metadata } = decodeSafetensors(bytesOf('run/exports/model-pytorch.safetensors'), 'f');
    expect(tensors.map(({ name }) => name)).toEqual(['0.weight', '0.bias', '3.weight', '3.bias']);
    expect(metadata).toMatchObject({ format: 'pt', activation: 'relu', head: 'softmax-cross-entropy' });
    expect(JSON.parse(metadata.training)).toMatchObject({ data: 'small.csv', dropout: 0.25 });
  });

  it('--out names a folder, or the file', async () => {
    const named = await run('export', 'run', '--format', 'onnx', '--out', 'a/b/digits.onnx', '--json');
    expect(JSON.parse(named.stdout)).toEqual({
      run: 'run',
      format: 'onnx',
      files: [{ path: 'a/b/digits.onnx', bytes: bytesOf('a/b/digits.onnx').length }],
    });
    expect(decodeOnnx(bytesOf('a/b/digits.onnx'), 'f').layers[0].I).toBe(4);
    expect((await run('export', 'run', '--format', 'onnx', '--out', 'a')).stdout).toBe(`${join('a', 'model.onnx')}\n`);
  });

  it('replaces nothing unasked', async () => {
    const words = ['export', 'run', '--format', 'onnx', '--out', 'taken.onnx'];
    await run(...words);
    const again = await run(...words);
    expect(again.code).toBe(2);
    expect(again.stderr).toMatch(
      /^gradlens: a file that is there is not replaced unasked; received 'taken.onnx'. .*--force.*\n$/,
    );
    expect((await run(...words, '--force')).code).toBe(0);
  });

  it('takes the weights of an activation of the user’s own where the format has room for it', async () => {
    const own = (...words: string[]) => run('export', 'own', ...words);
    expect((await own('--format', 'safetensors')).stderr).toMatch(/name its module again: --activation/i);
    const written = await own('--format', 'safetensors', '--activation', './mine.mjs');
    expect(written.stderr).toMatch(/nn.Linear\(4, \d+\), Mine\(\)/);
    const refused = await own('--format', 'onnx', '--activation', './mine.mjs');
    expect(refused.stderr).toMatch(/must be a formula, or have a recipe in operators of ONNX.*received 'mine'/);
  });

  it.each([
    [['export', 'run'], /required option '--format <name>' not specified/],
    [['export', 'run', '--format', 'onx'], /--format must be one of onnx, .*received 'onx'. Did you mean onnx\?/],
    [['export', 'nowhere', '--format', 'onnx'], /received 'nowhere, which does not exist'/],
    [['export', 'run', '--format', 'onnx', '--out', 'model.pt'], /a file that ends in .onnx; received 'model.pt'/],
    [['export', 'run', '--format', 'onnx', '--out', 'small.csv/x.onnx'], /--out must be in a folder that can be made/],
    [
      ['export', 'run', '--format', 'safetensors', '--force', '--out', 'run/model.safetensors'],
      /must not replace a log/,
    ],
  ])('%j is refused', async (words, says) => {
    const { code, stdout, stderr } = await run(...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(/^gradlens: [^\n]+\n$/);
  });
});
