import type { Splits } from '../../dataset/dataset.ts';
import { type Scale, scaleFacts } from '../../dataset/scale.ts';
import type { Kernels } from '../../kernels/kernels.ts';
import type { DataFacts, EngineFacts } from '../../words/phrases/training.ts';

/** A data set, for a sentence. @param setting the scale that was asked for @param scale the one that came of it */
export function dataFacts({ name, train, validation, test }: Splits, setting: string, scale: Scale): DataFacts {
  return {
    name,
    train: train.count,
    validation: validation?.count ?? null,
    test: test.count,
    scale: scaleFacts(setting, scale, train),
  };
}

/** An engine, for a sentence. @param threads null where there is nothing to say of them */
export function engineFacts({ name, precision, flavour }: Kernels, threads: number | null): EngineFacts {
  return { name, precision, flavour, threads };
}
