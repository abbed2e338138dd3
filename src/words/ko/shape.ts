import { ranges } from '../numbers.ts';
import type { ShapeFacts } from '../phrases/training.ts';

const norms = { none: null, batch: '배치 정규화', layer: '층 정규화' } as const;

/** 784-64-64-10 relu, 배치 정규화, 잔차 연결(2층) */
export function shapeText({ sizes, norm, residual }: ShapeFacts, activations: readonly string[] = []): string {
  const parts = [
    [sizes.join('-'), activations.join(', ')].filter(Boolean).join(' '),
    norms[norm],
    residual.length > 0 && `잔차 연결(${ranges(residual)}층)`,
  ];
  return parts.filter(Boolean).join(', ');
}
