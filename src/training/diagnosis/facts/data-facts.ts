import type { Dataset } from '../../../dataset/dataset.ts';
import type { Scale } from '../../../dataset/scale.ts';
import { type InputFigures, inputFigures } from './input-figures.ts';
import { type LabelFigures, labelFigures } from './label-figures.ts';
import { type NeighbourFigures, nearestNeighbour } from './nearest-neighbour.ts';

/** What a diagnosis knows of the data, all of it measured before the first step. */
export interface DataFacts {
  readonly train: PartFacts;
  readonly validation: PartFacts | null;
  readonly test: PartFacts | null;
  readonly neighbour: NeighbourFigures;
}

/** One part of the data. */
export interface PartFacts {
  readonly samples: number;
  readonly inputs: InputFigures;
  readonly labels: LabelFigures;
}

/** The parts that a training has, and how values become inputs. */
export interface TrainingData {
  readonly train: Dataset;
  readonly validation?: Dataset | null;
  readonly test?: Dataset | null;
  readonly scale: Scale;
}

const known = new WeakMap<Dataset, Map<string, DataFacts>>();

/** Facts of a training's data; remembered, since many trainings may share data. Takes about 30 ms. */
export function dataFacts({ train, validation = null, test = null, scale }: TrainingData): DataFacts {
  const key = JSON.stringify(scale);
  const before = known.get(train)?.get(key);
  if (before) return before;
  const part = (data: Dataset): PartFacts => ({
    samples: data.count,
    inputs: inputFigures(data, scale),
    labels: labelFigures(data),
  });
  const facts = {
    train: part(train),
    validation: validation && part(validation),
    test: test && part(test),
    neighbour: nearestNeighbour(train, validation, test, scale),
  };
  known.set(train, (known.get(train) ?? new Map()).set(key, facts));
  return facts;
}
