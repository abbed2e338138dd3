import { describe, expect, it } from 'vitest';
import { pythonModule } from '../../../src/formats/pytorch/python-module.ts';
import { sequentialOf } from '../../../src/formats/pytorch/state-dict.ts';
import { dense } from '../../../src/nn/layers/index.ts';
import { Network } from '../../../src/nn/network.ts';
import { randomSource } from '../../../src/util/random.ts';

const network = (...hidden: readonly string[]) =>
  new Network({ inputs: 3, layers: [...hidden.map((one) => dense(4, one)), dense(2)], random: randomSource(1) });
const facts = { about: '3-4-2', weights: 'model.safetensors' };

// scripts/interop says how these modules were run by PyTorch itself.
describe('a module of Python', () => {
  it('has a class for each formula, of what torch has, and PyTorch’s own for what it has', () => {
    const text = pythonModule(
      sequentialOf(network('z * sigmoid(1.702 * z)', 'z > 0 ? z : p * z; p = 0.25', 'relu', 'z * sigmoid(1.702 * z)')),
      { kind: '255' },
      facts,
    );
    expect(text).toContain('class Formula1(nn.Module):\n    """z * sigmoid(1.702 * z)"""');
    expect(text).toContain('return z * torch.sigmoid(1.702 * z)');
    expect(text).toContain('self.p = nn.Parameter(torch.tensor([0.25]))');
    expect(text).toContain('return torch.where(z > 0.0, z, p * z)');
    expect(text.match(/class Formula\d/g)).toHaveLength(2);
    expect(text).toMatch(/Formula1\(\), .*Formula2\(\), .*nn\.ReLU\(\), .*Formula1\(\)/);
  });

  it('of one formula calls its class Formula, and of built-ins that PyTorch lacks by their names', () => {
    expect(sequentialOf(network('z / 2')).classes).toMatch(/^class Formula\(nn\.Module\)/);
    expect(sequentialOf(network('lecun-tanh')).classes).toContain('return 1.7159 * torch.tanh(2.0 / 3.0 * z)');
    expect(sequentialOf(network('relu')).classes).toBe('');
  });

  it('keeps names in their strings', () => {
    const text = pythonModule(
      sequentialOf(network('tanh')),
      { kind: '255' },
      {
        ...facts,
        about: '"""\nimport os\\',
        classNames: ['"""', '고양이', '\u2028'],
      },
    );
    expect(text.split('\n')[0]).toBe('"""    import os ');
    expect(text).toContain(String.raw`CLASSES = ["\"\"\"","\uace0\uc591\uc774","\u2028"]`);
  });
});
