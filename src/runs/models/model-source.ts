import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { activationFromText, toldActivation } from '../../activations/formula/told.ts';
import { type Activation, activationByName } from '../../activations/index.ts';
import { loadActivation } from '../../activations/load.ts';
import { splitNames } from '../../activations/names.ts';
import { readWhole, statsAt } from '../../dataset/file.ts';
import type { SavedScale } from '../../dataset/scale.ts';
import { activationsIn, withFacts } from '../../formats/layer-facts.ts';
import {
  checkLayers,
  classNamesIn,
  fingerprintIn,
  hiddenLayersOf,
  type PlainNetwork,
} from '../../formats/plain-network.ts';
import { layersOf } from '../../formats/pytorch/read.ts';
import { decodeSafetensors } from '../../formats/safetensors.ts';
import { type HeadName, headNames } from '../../nn/heads/index.ts';
import { message, setting } from '../../util/message.ts';
import { UserError } from '../../util/user-error.ts';
import { parseJson } from '../files/json.ts';
import { savedScaleSchema } from '../folder/schema.ts';

/** A network from a file, with what tells one file from another. */
export interface ModelFile extends PlainNetwork {
  /** SHA-256 of the file. */
  readonly fingerprint: string;
}

const ENDINGS = ['.onnx', '.safetensors'];

/** Endings of other model files that people will try, and how to make one of them that can be read. */
const OTHERS: readonly { readonly endings: readonly string[]; readonly what: string; readonly fix: string }[] = [
  {
    endings: ['.pt', '.pth', '.bin', '.ckpt'],
    what: "a pickle of PyTorch's, which can run code",
    fix: 'PyTorch: safetensors.torch.save_file(model.state_dict(), "model.safetensors")',
  },
  {
    endings: ['.h5', '.keras', '.hdf5', '.pb', '.tflite'],
    what: 'a model of Keras or TensorFlow',
    fix: 'Keras 3: model.export("model.onnx", format="onnx")',
  },
  {
    endings: ['.pkl', '.pickle', '.joblib'],
    what: 'a pickle, which can run code',
    fix: 'scikit-learn: skl2onnx.to_onnx(model, X[:1]).SerializeToString(), written to model.onnx',
  },
];

/** Whether a path names a model in an open format, by its ending. A folder never does. */
export function isModelFile(path: string): boolean {
  const ending = extname(path).toLowerCase();
  const isOne = ENDINGS.includes(ending) || OTHERS.some(({ endings }) => endings.includes(ending));
  return isOne && !statsAt(path)?.isDirectory();
}

/**
 * The network in an .onnx or .safetensors file, ours or another program's.
 * @param activation of the hidden layers, where the file does not say it, or the module of one's own
 * @throws UserError where the file is broken, or holds something else than a plain multilayer perceptron
 */
export async function readModelFile(path: string, activation?: string): Promise<ModelFile> {
  const ending = extname(path).toLowerCase();
  if (!ENDINGS.includes(ending)) {
    const other = OTHERS.find(({ endings }) => endings.includes(ending));
    throw new UserError({
      rule: `a model must be a run folder, or a file that ends in ${ENDINGS.join(' or ')}`,
      received: other ? `${path}, ${other.what}` : path,
      ...(other && { fix: other.fix }),
    });
  }
  const bytes = readWhole(path);
  const fingerprint = createHash('sha256').update(bytes).digest('hex');
  if (ending === '.safetensors') return { ...(await fromTensors(bytes, path, activation)), fingerprint };
  const { decodeOnnx } = await import('../../formats/onnx/read.ts');
  const network = decodeOnnx(bytes, path);
  if (activation !== undefined) requireSame(network, activation, path);
  return { ...network, fingerprint };
}

function requireSame(network: PlainNetwork, activation: string, path: string): void {
  const other = hiddenLayersOf(network).find((layer) => layer.activation.name !== activationFromText(activation).name);
  if (!other) return;
  throw new UserError({ rule: `${path} says its activations itself: ${other.activation.name}`, received: activation });
}

async function fromTensors(bytes: Uint8Array, path: string, given?: string): Promise<PlainNetwork> {
  const { tensors, metadata } = decodeSafetensors(bytes, path);
  const own = metadata.format === 'gradlens';
  const told = own || metadata.producer?.startsWith('gradlens') ? metadata : undefined;
  const activation = await activationIn(told, given, path);
  const activations = told?.layers === undefined ? undefined : activationsIn(told.layers, activation);
  const stored = layersOf(tensors, { activation, activations, inputsFirst: own, file: path });
  const layers = told?.layers === undefined ? stored : withFacts(stored, told.layers, { own: activation, file: path });
  checkLayers(layers, path);
  const last = layers[layers.length - 1];
  const { slope: _none, ...logits } = { ...last, activation: activationByName('identity') };
  const scale = told?.scale === undefined ? undefined : scaleIn(told.scale, path);
  const trainedOn = fingerprintIn(told?.data);
  const classNames = classNamesIn(told?.classes, last.O);
  return {
    layers: layers.with(-1, logits),
    head: headFrom(told?.head),
    ...(scale && { scale }),
    ...(trainedOn && { trainedOn }),
    ...(classNames && { classNames }),
  };
}

/**
 * The activation of all layers of a file, or, where it says those of each layer itself, the one of the user's own.
 * @throws UserError where it is not named, or is another one
 */
async function activationIn(
  told: Readonly<Record<string, string>> | undefined,
  given: string | undefined,
  path: string,
): Promise<Activation> {
  const names = told?.activation === undefined ? [] : splitNames(told.activation);
  const own = names.filter((name) => !toldActivation(name));
  if (names.length > 1 && own.length === 0 && given === undefined) return activationFromText(names[0]);
  const activation = await loadActivation(given ?? activationFrom(own[0] ?? told?.activation, path));
  if (told?.activation === undefined || (own.length > 0 ? own : names).includes(activation.name)) return activation;
  throw new UserError({ rule: `${path} was trained with ${told.activation}`, received: activation.name });
}

function activationFrom(told: string | undefined, path: string): string {
  if (told === undefined) {
    throw new UserError({
      rule: `${path} holds weights, and does not say which activation is between them`,
      fix: message`name it: ${setting('activation', 'relu')}`,
    });
  }
  const known = toldActivation(told) ?? toldActivation(told.toLowerCase());
  if (known) return known.name;
  throw new UserError({
    rule: `${path} was trained with an activation of your own, ${told}`,
    fix: message`name its module: ${setting('activation', './my-activation.mjs')}`,
  });
}

function headFrom(told: string | undefined): HeadName {
  return headNames.find((name) => name === told) ?? 'softmax-cross-entropy';
}

/** The scale in a file's metadata; its kind and its sizes are checked where it is used. */
function scaleIn(text: string, path: string): SavedScale {
  const parsed = savedScaleSchema.safeParse(parseJson(text, `scale in ${path}`));
  if (parsed.success) return parsed.data;
  throw new UserError({ rule: `scale in ${path} must be the scale of a run`, received: text });
}
