import type { Splits } from '../../dataset/dataset.ts';
import type { Kernels } from '../../kernels/kernels.ts';
import type { DataFacts, EngineFacts } from '../../words/phrases/training.ts';

/** A data set, for a sentence. */
export function dataFacts({ name, train, validation, test }: Splits): DataFacts {
  return { name, train: train.count, validation: validation?.count ?? null, test: test.count };
}

/** An engine, for a sentence. @param threads null where there is nothing to say of them */
export function engineFacts({ name, precision, flavour }: Kernels, threads: number | null): EngineFacts {
  return { name, precision, flavour, threads };
}
