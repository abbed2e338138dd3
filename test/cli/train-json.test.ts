import { describe, expect, it } from 'vitest';
import { metricsOf, summarySchema, workshop } from './trained.ts';

const { run, train } = workshop();

describe('train --json', () => {
  it('prints one document of the documented shape, the same as summary.json', async () => {
    const { code, stdout, stderr, files, summary } = await train('--run', 'run', '--validation', '8');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(files['run/summary.json'].toString()).toBe(stdout);
    expect(JSON.parse(files['run/config.json'].toString())).toEqual(summary.config);
    expect(summary).toMatchObject({
      status: 'finished',
      run: 'run',
      epochs: 2,
      steps: 10,
      parameters: 4 * 4 + 4 + 4 * 3 + 3,
    });
    expect(summary).not.toHaveProperty('divergence');
  });

  it('gives the figures of the last line of metrics.csv in full precision', async () => {
    const { files, summary } = await train('--run', 'figures', '--validation', '8');
    const last = metricsOf(files['figures/metrics.csv']).at(-1);
    const row = {
      epoch: summary.epochs,
      step: summary.steps,
      lr: 0.1,
      train_loss: summary.train?.loss,
      train_accuracy: summary.train?.accuracy,
      val_loss: summary.validation?.loss,
      val_accuracy: summary.validation?.accuracy,
      test_loss: summary.test?.loss,
      test_accuracy: summary.test?.accuracy,
      seconds: summary.seconds,
    };
    for (const [column, value] of Object.entries(row)) expect(`${column} ${last?.[column]}`).toBe(`${column} ${value}`);
  });

  it('has null for the validation there was none of, and for accuracies never reached', async () => {
    const { files, summary } = await train('--run', 'unvalidated', '--lr', '1e-9');
    expect(summary.validation).toBeNull();
    expect(summary.reached).toEqual({ '0.90': null, '0.95': null, '0.97': null, '0.98': null });
    expect(metricsOf(files['unvalidated/metrics.csv'])[0]).toMatchObject({ val_loss: '', val_accuracy: '' });
  });

  it('stops early with the weights and figures of the best epoch', async () => {
    const flags = ['--early-stopping', '--patience', '2', '--validation', '8', '--epochs', '50', '--lr', '3'];
    const { summary, files } = await train('--run', 'early', ...flags);
    const { best, status, epochs, validation } = summary;
    expect(status).toBe('early-stopped');
    expect(best?.monitor).toBe('val_loss');
    expect(epochs).toBe((best?.epoch ?? 0) + 2);
    const losses = metricsOf(files['early/metrics.csv']).map(({ val_loss }) => Number(val_loss));
    expect(validation?.loss).toBe(Math.min(...losses));
    const { stdout } = await run('evaluate', 'early', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ loss: summary.test?.loss, accuracy: summary.test?.accuracy });
  });
});

describe('train without --json', () => {
  it('keeps results on stdout and progress on stderr, one plain line per epoch', async () => {
    const { code, stdout, stderr } = await run('train', '--data', 'small.csv', '--hidden', '4', '--epochs', '3');
    expect(code).toBe(0);
    expect(stderr.match(/^ {2}epoch [123]\/3 .*$/gm)).toHaveLength(3);
    expect(stderr).toMatch(/48 to train, 12 to test · each column standardized \(auto: .*\)\n4-4-3 relu/);
    expect(stdout).toMatch(/Loss by epoch[\s\S]*Trained for 3 epochs[\s\S]*Run folder: runs\/relu-4\n/);
    expect(stdout + stderr).not.toContain('\u001b');
  });

  it('says nothing on stderr with --quiet', async () => {
    const { stderr, stdout } = await run('train', '--data', 'small.csv', '--hidden', 'none', '--quiet');
    expect(stderr).toBe('');
    expect(stdout).toMatch(/runs\/softmax-regression/);
  });
});

it('the schema of these tests is strict', () => {
  expect(summarySchema.safeParse({ extra: 1 }).success).toBe(false);
});
