import { type Scale, standardizationOf } from '../../dataset/scale.ts';
import type { Sequential } from './state-dict.ts';

/**
 * A network as a module of Python: `load()` gives it with its weights, for pixels as they come.
 * @param about what it is, for its first lines
 * @param weights name of the safetensors file beside it
 * @param classNames what its outputs are called, where they have names
 */
export function pythonModule(
  { classes, source }: Sequential,
  scale: Scale,
  { about, weights, classNames }: { about: string; weights: string; classNames?: readonly string[] | undefined },
): string {
  const { mean, deviation } = standardizationOf(scale);
  // A column without deviation gives 0, whatever comes.
  const factors = deviation.map((d) => (d === 0 ? 0 : 1 / d));
  return `"""${safe(about)}

Made by gradlens. It wants torch and safetensors:

    from model import load
    network = load()
    answers = network(pixels)  # logits; pixels[rows, inputs] as they come, not scaled
"""

from pathlib import Path

import math
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

${classNames ? `CLASSES = ${strings(classNames)}\n\n` : ''}
class Scaled(nn.Module):
    """Pixels become inputs as in training: ${safe(scale.kind)}."""

    def __init__(self):
        super().__init__()
        self.register_buffer("mean", torch.tensor(${JSON.stringify(mean)}, dtype=torch.float64), persistent=False)
        self.register_buffer("factor", torch.tensor(${JSON.stringify(factors)}, dtype=torch.float64), persistent=False)

    def forward(self, pixels):
        return ((pixels.double() - self.mean) * self.factor).float()


${classes ? `${classes}\n\n` : ''}def sequential():
    """The network with weights as PyTorch draws them, for inputs that are scaled."""
    return ${source}


def load(path=Path(__file__).with_name("${weights}")):
    """The trained network, ready to answer: dropout is off, and batch norm goes by what it has seen in training."""
    network = sequential()
    network.load_state_dict(load_file(path))
    return nn.Sequential(Scaled(), network).eval()
`;
}

/** Text that stays in its string. */
const safe = (text: string) => text.replace(/["\\\r\n\u2028\u2029]/g, ' ');

/** JSON's strings are Python's, where they are ASCII. */
const strings = (list: readonly string[]) =>
  JSON.stringify(list).replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
