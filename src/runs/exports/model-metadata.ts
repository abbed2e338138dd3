import { basename } from 'node:path';
import { layerFacts } from '../../formats/layer-facts.ts';
import { toJson } from '../files/json.ts';
import type { TrainedRun } from './exporter.ts';

/** What a model file says of itself beside its weights, in every format alike: texts by name. */
export function modelMetadata({ record: { config }, network: trained }: TrainedRun): Record<string, string> {
  const { settings, network, data, versions } = config;
  // A model travels: the folders of the machine that trained it stay there.
  const from = settings.from && basename(settings.from);
  const training = { ...settings, activation: network.activation, data: data.name, from };
  return {
    producer: `gradlens ${versions.gradlens}`,
    activation: network.activation,
    layers: layerFacts(trained),
    head: settings.head,
    classes: toJson(data.classNames ?? Array.from({ length: network.classes }, (_, k) => String(k))),
    scale: toJson(data.scale),
    data: toJson({ name: data.name, fingerprint: data.fingerprint }),
    training: toJson(training),
  };
}
