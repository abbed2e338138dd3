import type { Command } from 'commander';
import { findPictures } from '../../../dataset/drawings/files.ts';
import { holdsRows } from '../../../dataset/prediction-data.ts';
import type { Shades } from '../../../dataset/samples/shades.ts';
import { scaleFrom } from '../../../dataset/scale.ts';
import type { Values } from '../../../dataset/values.ts';
import type { Network } from '../../../nn/network.ts';
import { newestRun } from '../../../runs/folder/newest-run.ts';
import { readRunConfig } from '../../../runs/folder/run-reader.ts';
import type { RunConfig } from '../../../runs/folder/schema.ts';
import { loadNetwork } from '../../../runs/models/load-network.ts';
import { optional, whole } from '../../../settings/kinds.ts';
import { grouped } from '../../../settings/setting.ts';
import { predict } from '../../../training/predict.ts';
import { append } from '../../../util/any-length.ts';
import { counted } from '../../../util/counted.ts';
import { UserError } from '../../../util/user-error.ts';
import { english } from '../../../words/index.ts';
import { pictureNote } from '../../../words/picture-notes.ts';
import { print, printJson, say, terminal } from '../../output/io.ts';
import { mistakeText } from '../../output/mistakes.ts';
import { words } from '../../output/words.ts';
import { notes } from '../../settings/help.ts';
import { addSettings } from '../../settings/options.ts';
import { answerOf } from './answer.ts';
import { type Predicted, predictReport } from './report.ts';
import { predictRows } from './rows.ts';
import { type Failure, picturesOf, type Seen, STDIN } from './seen.ts';

/** Where `train` puts its runs. */
const USUAL = 'runs';

const own = grouped('options', {
  limit: optional(
    whole(
      {
        title: 'limit',
        meaning: 'only the first so many images of each IDX file, or rows of a table',
        default: 10,
        placeholder: 'n',
      },
      1,
    ),
  ),
});

interface PredictFlags {
  run?: string;
  activation?: string;
  limit?: string;
  submission?: string;
  pixels?: true;
  json?: true;
}

export function configure(command: Command): void {
  command
    .argument(
      '<images...>',
      'PNG, JPEG, PGM or IDX files, folders of them, or - for standard input; or one table (CSV) or array (.npz, .npy) of rows',
    )
    .option('--run <folder>', `the run whose network looks at them (default: the newest finished one in ${USUAL})`)
    .option('--activation <module>', 'the module, if the run was trained with an activation of your own');
  addSettings(command, Object.values(own))
    .option(
      '--submission <file>',
      "of a table: write the answers as Kaggle's digit recognizer takes them: ImageId,Label",
    )
    .option('--json', 'print one JSON document')
    .option('--pixels', 'with --json: what the network saw, too, 28 x 28 values in 0..255')
    .addHelpText('after', () => notes(EXAMPLES))
    .action(act);
}

const EXAMPLES = `
A picture shows one digit, of any size, dark on light or light on dark. It is brought to MNIST's form: cropped to its
ink, scaled to 20 x 20 pixels, centred by mass in 28 x 28. Images of IDX files of the network's own size are taken as
they are. A table or array holds a sample in each row, with or without labels. Where something cannot be read, the rest is answered all the same, and the exit code is 2.

Examples:
  $ gradlens predict four.png
  $ gradlens predict scans/ --run runs/relu-128
  $ gradlens predict data/mnist/t10k-images-idx3-ubyte.gz --limit 10
  $ gradlens predict test.csv --submission out.csv   Kaggle's digit recognizer
  $ gradlens predict - --json < photo.jpg | jq '.images[0].digit'
`;

async function act(paths: readonly string[], flags: PredictFlags): Promise<void> {
  const limit = flags.limit === undefined ? null : own.limit.parseText(flags.limit);
  if (flags.pixels && !flags.json) throw new UserError({ rule: '--pixels is for --json', fix: 'add --json' });
  const tables = paths.filter(holdsRows);
  if (tables.length > 0) {
    if (paths.length > 1) {
      throw new UserError({ rule: 'a table is asked about alone', received: paths.slice(0, 5).join(', ') });
    }
    return predictRows(tables[0], { ...flags, run: chosenRun(flags.run), limit });
  }
  if (flags.submission !== undefined) {
    throw new UserError({
      rule: '--submission is for a table, one sample to a row',
      received: paths.slice(0, 5).join(', '),
    });
  }
  const { files, fromFolder, leftOut } = findPictures(paths);
  if (files.filter((file) => file === STDIN).length > 1)
    throw new UserError({ rule: 'standard input can be read once only', received: '- and -' });
  const run = chosenRun(flags.run);
  const config = readRunConfig(run);
  const network = await loadNetwork(run, config, flags.activation);
  if (leftOut > 0) say(words().prediction.leftOut(leftOut));

  const seen: (Seen | Failure)[] = [];
  for (const file of files) append(seen, await picturesOf(file, limit, run, network.inputs));
  const [only] = seen;
  if (seen.length === 1 && 'error' in only) throw only.error;
  const images = await answered(seen, network, config, shadesOfRun(run, config));
  const { classNames } = config.data;
  if (flags.json) {
    printJson({
      run,
      head: network.head.name,
      ...(classNames && { classNames }),
      images: images.map((image) => jsonOf(image, flags.pixels === true, classNames)),
    });
  } else print(predictReport(images, fromFolder, terminal(), classNames));
  const failed = images.filter((image) => 'error' in image).length;
  if (failed > 0)
    throw new UserError({ rule: `${failed} of ${counted(images.length, 'image')} could not be answered` });
}

/** The run that was named, or the newest, which is said. */
function chosenRun(named: string | undefined): string {
  if (named !== undefined) return named;
  const run = newestRun(USUAL);
  say(words().prediction.newestRun(run));
  return run;
}

async function answered(
  seen: readonly (Seen | Failure)[],
  network: Network,
  config: RunConfig,
  shades: Shades,
): Promise<(Predicted | Failure)[]> {
  const { inputs, outputs: O } = network;
  const pictures = seen.filter((one): one is Seen => !('error' in one));
  const values = new Uint8Array(pictures.length * inputs);
  for (const [k, { pixels }] of pictures.entries()) values.set(pixels, k * inputs);
  const data = {
    name: 'the pictures',
    count: pictures.length,
    features: inputs,
    classes: O,
    values,
    labels: new Uint16Array(0),
  };
  const outputs = await predict(network, betweenShades(values, shades), scaleFrom(config.data.scale, data));
  let at = 0;
  return seen.map((one) => {
    if ('error' in one) return one;
    const probabilities = Array.from(outputs.subarray(at, at + O));
    at += O;
    return { ...one, probabilities, answer: answerOf(probabilities) };
  });
}

/** What black and white were among the values that the network was trained on. */
function shadesOfRun(run: string, { data }: RunConfig): Shades {
  if (data.shades) return data.shades;
  if (data.shades === undefined) return [0, 255];
  throw new UserError({
    rule: `${run} must have been trained on pixels, to be asked about pictures`,
    received: `${data.name}, whose values are between no known black and white`,
    fix: 'train on pixels in 0..255 or 0..1',
  });
}

/** Pixels in 0..255, brought to other blacks and whites. */
function betweenShades(pixels: Uint8Array, [black, white]: Shades): Values {
  if (black === 0 && white === 255) return pixels;
  return Float64Array.from(pixels, (pixel) => black + (pixel / 255) * (white - black));
}

function jsonOf(image: Predicted | Failure, withPixels: boolean, classNames: readonly string[] | undefined): object {
  if ('error' in image) return { file: image.file, image: image.image, error: mistakeText(image.error) };
  const { file, image: place, width, height, inverted, unchanged, notes, answer, probabilities, pixels } = image;
  const { digit, probability, unsure, candidates } = answer;
  return {
    file,
    image: place,
    width,
    height,
    digit,
    ...(classNames && { class: classNames[digit] }),
    probability,
    unsure,
    candidates,
    probabilities,
    inverted,
    unchanged,
    notes: notes.map((note) => pictureNote(note, english)),
    ...(withPixels && { pixels: Array.from(pixels) }),
  };
}
