import { gzipSync } from 'node:zlib';
import type { Files } from './run.ts';
import { images, labels, SMALL, smallImages, smallTable } from './small-data.ts';

/** What a user may get wrong, and the words of the message that help. */
export interface Mistake {
  /** The command line, split at blanks. */
  line: string;
  says: RegExp;
  given?: Files;
}

const table = { 'small.csv': smallTable() };
const small = `train ${SMALL.join(' ')}`;
const mistaken = (line: string, says: RegExp, given: Files = {}): Mistake => ({ line, says, given });

/** Of the command line itself. */
const words = [
  mistaken('trian', /unknown command 'trian'. Did you mean train\?/),
  mistaken('train --epoch 3', /unknown option '--epoch'. Did you mean --epochs\?/),
  mistaken('train leftover', /too many arguments/),
  mistaken('train --lr', /--lr <rate>' argument missing/),
  mistaken(
    `${small} --run .`,
    /--run must name a folder that can be made; received '\.'. For example --run my-run/,
    table,
  ),
  mistaken('evaluate', /missing required argument 'run'/),
  mistaken('activations rleu', /activation must be one of .*; received 'rleu'. Did you mean relu\?/),
  mistaken('gradcheck --activations tahn', /'tahn'. Did you mean tanh\?/),
  mistaken('gradcheck --heads softmax-mes', /'softmax-mes'. Did you mean softmax-mse\?/),
  mistaken('gradcheck --activations ./none.mjs', /module of an activation must be a file; received '.\/none.mjs'/),
  mistaken('data inspect nowhere', /received 'nowhere, which does not exist'/),
  mistaken('data dowload', /unknown command 'dowload'. Did you mean download\?/),
  mistaken(
    'data download minst',
    /data set must be one of mnist, fashion-mnist; received 'minst'. Did you mean mnist\?/,
  ),
];

/** Of models that other programs write. */
const foreignModels = [
  mistaken(
    'evaluate model.h5',
    /must be a run folder, or .*received 'model.h5, a model of Keras or TensorFlow'. Keras 3: model.export/,
    {
      'model.h5': 'HDF',
    },
  ),
  mistaken('evaluate model.keras', /received 'model.keras, a model of Keras or TensorFlow'/, { 'model.keras': 'PK' }),
  mistaken('evaluate model.pkl', /received 'model.pkl, a pickle, which can run code'. scikit-learn: skl2onnx/, {
    'model.pkl': 'x',
  }),
  mistaken('train --train-size 20 --batch-size 64', /--batch-size must be at most 20.*received 64/),
];

/** Of the settings of a training. */
const settings = [
  mistaken(`${small} --activation sigmod`, /activation must be one of .*'sigmod'. Did you mean sigmoid\?/, table),
  mistaken(`${small} --optimizer adamm`, /optimizer must be one of .*'adamm'. Did you mean adam\?/, table),
  mistaken(
    `${small} --head softmax-crossentropy`,
    /--head must be one of .*Did you mean softmax-cross-entropy\?/,
    table,
  ),
  mistaken(`${small} --init he-norml`, /init must be one of .*Did you mean he-normal\?/, table),
  mistaken(`${small} --schedule cosin`, /schedule must be one of .*Did you mean cosine\?/, table),
  mistaken(`${small} --engine referense`, /--engine must be one of .*Did you mean reference\?/, table),
  mistaken(
    `${small} --hidden 0`,
    /--hidden must be sizes of at least 1 .*received '0'. For example --hidden 128,64/,
    table,
  ),
  mistaken(`${small} --hidden 10,-3`, /--hidden must be .*received '10,-3'/, table),
  mistaken(`${small} --hidden abc`, /--hidden must be .*received 'abc'/, table),
  mistaken(`${small} --hidden 100:tanhh`, /activation of a layer in --hidden .*'tanhh'. Did you mean tanh\?/, table),
  mistaken(
    `${small} --hidden 9,8 --residual`,
    /--residual goes around .*, and there is none; received '\d+-9-8'/,
    table,
  ),
  mistaken(`${small} --norm bathc`, /--norm must be one of none, batch, layer; .*Did you mean batch\?/, table),
  mistaken(`${small} --norm batch --batch-size 1`, /batch norm needs 2 rows or more .*'batches of 1'/, table),
  mistaken(`${small} --hidden 60000,60000`, /at most \d+ weights and biases, .*make layers smaller/i, table),
  mistaken(`${small} --lr -1`, /--lr must be a positive number; received '-1'. For example --lr 0.1/, table),
  mistaken(`${small} --lr abc`, /--lr must be a positive number; received 'abc'/, table),
  mistaken(`${small} --lr Infinity`, /--lr must be a positive number; received 'Infinity'/, table),
  mistaken(`${small} --probe-every -1`, /--probe-every must be a whole number of steps, or none; received '-1'/, table),
  mistaken(`${small} --momentum 1`, /--momentum must be at least 0 and below 1/, table),
  mistaken(`${small} --dropout 1`, /--dropout must be at least 0 and below 1/, table),
  mistaken(`${small} --epochs 0`, /--epochs must be a whole number of at least 1; received '0'/, table),
  mistaken(`${small} --seed 1.5`, /--seed must be a whole number/, table),
  mistaken(`${small} --batch-size 49`, /--batch-size must be at most 48.*received 49/, table),
  mistaken(`${small} --train-size 49`, /--train-size must be at most 48.*received 49/, table),
  mistaken(`${small} --validation 48`, /--validation must leave samples on both sides.*received 48/, table),
  mistaken(`${small} --validation 1.5`, /--validation must be a whole number of samples, or a fraction below 1/, table),
  mistaken(
    `${small} --early-stopping`,
    /early stopping goes by val_loss, which needs a validation set. Add --val/,
    table,
  ),
  mistaken(`${small} --monitor val_accuracy`, /val_accuracy, which needs a validation set/, table),
  mistaken(`${small} --run small.csv/run`, /run folder must be writable; received 'small.csv\/run'.*--run/, table),
];

const compare = `compare ${SMALL.join(' ')}`;

/** Of a comparison. */
const comparisons = [
  mistaken(`${compare} --activations relu,tahn`, /activation must be one of .*'tahn'. Did you mean tanh\?/, table),
  mistaken(`${compare} --activations relu,relu`, /compared once only; received 'relu and relu'/, table),
  mistaken(`${compare} --activations silu,relu,swish`, /compared once only; received 'silu and swish'/, table),
  mistaken(
    `${compare} --activations ,`,
    /--activations must be names .*For example --activations sigmoid,tanh,relu/,
    table,
  ),
  mistaken(`${compare} --activations ./none.mjs`, /module of an activation must be a file/, table),
  mistaken(`${compare} --activation relu`, /unknown option '--activation'. Did you mean --activations\?/, table),
  mistaken(`${compare} --seeds 0`, /--seeds must be a whole number from 1 to 1000; received '0'/, table),
  mistaken(`${compare} --seeds 2.5`, /--seeds must be a whole number .*received '2.5'/, table),
  mistaken(`${compare} --lr serach`, /--lr must be 'search' or a positive number; received 'serach'/, table),
  mistaken(`${compare} --lr -1`, /--lr must be 'search' or a positive number; received '-1'/, table),
  mistaken(`${compare} --jobs 0`, /--jobs must be a whole number from 1 to 64, or auto; received '0'/, table),
  mistaken(`${compare} --threads 2`, /unknown option '--threads'/, table),
  mistaken(`${compare} --fix inti=he-normal`, /what --fix holds must be one of init; .*Did you mean init\?/, table),
  mistaken(`${compare} --fix init=he-norml`, /init must be one of .*Did you mean he-normal\?/, table),
  mistaken(`${compare} --fix init`, /--fix init must be text/, table),
  mistaken(`${compare} --validation 0`, /needs a validation set. Add --validation 0.1, or .*--lr 0.1/, table),
  mistaken(`${compare} --batch-size 49`, /--batch-size must be at most \d+.*received 49/, table),
  mistaken(`${compare} --run small.csv/run`, /run folder must be writable; received 'small.csv\/run'/, table),
  mistaken('compare --config c.json', /seeds in c.json must be a whole number .*'many'/, {
    'c.json': '{"seeds":"many"}',
  }),
];

/** Of published results. */
const reproductions = [
  mistaken('reproduce nielsen-ch5-dept', /a preset must be one of .*, all; .*Did you mean nielsen-ch5-depth\?/),
  mistaken('reproduce nielsen-ch5-depth', /need the images of MNIST, by default in data\/mnist; .*download mnist/),
  mistaken('reproduce nielsen-ch5-depth --data nowhere', /received 'nowhere, which does not exist'/),
  mistaken(
    'reproduce nielsen-ch5-depth --data images',
    /all 60,000 images of 784 pixels .*received '12 of 196'/,
    smallImages(),
  ),
  mistaken('reproduce all --seeds 0', /--seeds must be a whole number of at least 1; received '0'/),
  mistaken('reproduce all --json --markdown', /--json and --markdown exclude each other/),
  mistaken('reproduce cs231n-signal --out a/b', /must be writable; received 'a\/b.*Choose another --out/, {
    a: 'x',
  }),
];

/** Of a file of settings. */
const configs = [
  mistaken('train --config none.json', /none.json must be a file that can be read; received 'no such file or folder/),
  mistaken('train --config c.json', /c.json must be JSON; received '.*'/, { 'c.json': '{ "lr": 0.1,\n "epochs": }\n' }),
  mistaken('train --config c.json', /c.json must hold settings by name; received \[1\]/, { 'c.json': '[1]' }),
  mistaken('train --config c.json', /epoch in c.json is no setting. Did you mean epochs\?/, {
    'c.json': '{"epoch":3}',
  }),
  mistaken('train --config c.json', /lr in c.json must be a positive number; received -1. For example 0.1/, {
    'c.json': '{"lr":-1}',
  }),
  mistaken('train --config c.json', /shuffle in c.json must be true or false; received 'no'/, {
    'c.json': '{"shuffle":"no"}',
  }),
  mistaken('train --config c.yaml', /c.yaml must be YAML/, { 'c.yaml': 'lr: [0.1\nepochs: 3\n' }),
  mistaken('train --config c.yaml', /learning-rate in c.yaml is no setting/, { 'c.yaml': 'learning-rate: 0.1\n' }),
  mistaken('train --config c.yaml', /hidden in c.yaml must be .*received \[10,-3\]/, {
    'c.yaml': 'hidden: [10, -3]\n',
  }),
];

/** Of files that were made to do harm. */
const hostile = [
  mistaken('train --config c.json', /c.json must not nest values more than 32 deep/, {
    'c.json': `{"hidden":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
  }),
  mistaken('train --config c.json', /a {2}\[2Jb in c.json is no setting/, { 'c.json': '{"a\\n\\u001b[2Jb":1}' }),
  mistaken('compare --config c.json', /__proto__ in c.json is no setting/, { 'c.json': '{"__proto__":{"seeds":2}}' }),
  mistaken('train --config c.yaml', /c.yaml must not be nested more than 100 deep/, {
    'c.yaml': `hidden: ${'['.repeat(9000)}`,
  }),
  mistaken('train --config c.yaml', /c.yaml must be YAML; received 'Excessive alias count/, {
    'c.yaml': [
      'a0: &a0 [1]',
      ...Array.from({ length: 9 }, (_, k) => `a${k + 1}: &a${k + 1} [${Array(9).fill(`*a${k}`)}]`),
    ].join('\n'),
  }),
  mistaken('train --data t.csv', /t.csv must hold rows of less than 4 MiB/, { 't.csv': `0,1\n"${'1\n'.repeat(3e6)}` }),
  mistaken('train --data images', /trailing bytes: its header promises 2368 bytes and the file goes on/, {
    ...smallImages(),
    'images/train-images-idx3-ubyte.gz': gzipSync(Buffer.concat([images(12), Buffer.alloc(2 ** 26)])),
  }),
  mistaken(
    'curves l.csv',
    /l.csv must be a run folder, or a log: .*received 'the columns __proto__0, .*A log has a column epoch/,
    {
      'l.csv': `${Array.from({ length: 1000 }, (_, k) => `__proto__${k}`).join()}\n`,
    },
  ),
  mistaken(`${small} --activation ./mine.mjs`, /must load without an error; received 'Error: one two'/, {
    ...table,
    'mine.mjs': "throw new Error('one\\ntwo');",
  }),
];

const broken = (file: string, content: string | Uint8Array): Files => ({
  ...smallImages(),
  [`images/${file}`]: content,
});
const trainImages = 'train-images-idx3-ubyte.gz';
const testLabels = 't10k-labels-idx1-ubyte';

/** Of the data. */
const data = [
  mistaken('train --data nowhere', /data must be mnist10k, .*received 'nowhere, which does not exist'/),
  mistaken('train --data images', /must hold four IDX files; missing: .*t10k-labels/, { 'images/readme': 'none' }),
  mistaken(
    'train --data images',
    /must hold grey images.*received 'uint8, 1 dimension \(12\)'.*swapped/,
    broken(trainImages, gzipSync(labels(12))),
  ),
  mistaken(
    'train --data images',
    /labels-idx1-ubyte .*truncated|labels-idx1-ubyte.*bytes/,
    broken(testLabels, labels(6).slice(0, 10)),
  ),
  mistaken(
    'train --data images',
    /train-images.*(truncated|bytes)/,
    broken(trainImages, gzipSync(images(12)).subarray(0, 40)),
  ),
  mistaken(
    'train --data images',
    /equally many images and labels; received '6 images, 5 labels'/,
    broken(testLabels, labels(5)),
  ),
  mistaken(
    'train --data images',
    /is named .gz but is not gzip; received 'first bytes 00 00 08 03'/,
    broken(trainImages, images(12)),
  ),
  mistaken(
    'train --data images',
    /image 0, labels in .*: labels must be in 0..1.*received 7/,
    broken(
      testLabels,
      labels(6, () => 7),
    ),
  ),
  mistaken('train --data t.csv', /t.csv, line 2: every row must hold 3 cells.*received '2 cells'/, {
    't.csv': '0,1,2\n1,2\n',
  }),
  mistaken('train --data t.csv', /t.csv, line 2, column 3: every cell must be a finite number; received 'two'/, {
    't.csv': '0,1,2\n1,1,two\n',
  }),
  mistaken(
    'train --data t.csv --label-column first',
    /labels must be whole numbers in 0..999, or words; received 1000/,
    {
      't.csv': '0,1,2\n1000,1,2\n',
    },
  ),
  mistaken('train --data t.csv --label-column first', /at least 2 classes/, { 't.csv': '0,1,2\n0,3,4\n' }),
];

const withModule = (content: string): Files => ({ ...table, 'mine.mjs': content });
const own = `${small} --activation ./mine.mjs`;

/** Of an activation of the user's own. */
const modules = [
  mistaken(own, /must be a file; received '.\/mine.mjs'/, table),
  mistaken(own, /default export of .\/mine.mjs must be an object with name and f/, withModule('export const f = 1;')),
  mistaken(own, /f of an activation must be a function/, withModule("export default { name: 'mine' };")),
  mistaken(own, /must load without an error; received 'SyntaxError/, withModule('export default {')),
  mistaken(
    own,
    /df of 'mine' must be the derivative of its f, which rises by .* at /,
    withModule("export default { name: 'mine', f: (z) => z * z, df: (z) => 3 * z };"),
  ),
];

const logs: Files = {
  'keras.csv': 'epoch,accuracy,loss\n0,0.5,1\n1,0.6,0.9\n',
  'people.csv': 'name,age\nx,3\n',
  'src/notes.txt': 'none',
};
const reading = (line: string, says: RegExp) => mistaken(line, says, logs);

/** Of reading logs, listing runs and drawing functions. */
const looking = [
  mistaken('curves', /missing required argument 'runs'/),
  reading('curves nowhere', /a run must be a run folder, or a log: .*received 'nowhere, which does not exist'/),
  reading('curves src', /received 'src, without a readable config.json; it holds notes.txt'/),
  reading('curves people.csv/run', /received 'people.csv\/run, which does not exist'/),
  reading('curves people.csv', /people.csv must be .*received 'the columns name, age'. A log has a column epoch/),
  reading('curves people.csv --follow', /received 'the columns name, age'/),
  reading('curves src --follow', /src, without a readable config.json/),
  reading(
    'curves keras.csv --metric lost',
    /--metric must be one that was logged: accuracy, loss; received 'lost'. Did you mean loss\?/,
  ),
  reading('curves keras.csv --metric lr', /--metric must be one that was logged: accuracy, loss; received 'lr'/),
  reading('curves keras.csv --x steps', /--x must be one of epoch, step, seconds; received 'steps'. Did you mean step/),
  reading('curves keras.csv --x seconds', /--x must be one that the log of loss tells: epoch; received 'seconds'/),
  reading('curves keras.csv --smooth 1', /--smooth must be at least 0 and below 1; received '1'. For example .* 0.6/),
  reading('curves keras.csv --split tset', /--split must name some of train; received 'tset'/),
  reading('curves keras.csv --follow --json', /--follow draws while a training goes on. Leave out --json/),
  reading('curves keras.csv --csv keras.csv', /--csv must not replace a log that is read; received 'keras.csv'/),
  reading('curves keras.csv --csv none/x.csv', /--csv must be a file that can be written; .*ENOENT/),
  reading('curves keras.csv --csv src', /--csv must be a file that can be written; received 'src'/),
  reading('runs nowhere', /runs must be in a folder that can be read; received 'nowhere, which does not exist'/),
  reading('runs keras.csv', /received 'keras.csv, which is no readable folder'/),
  reading('runs src --sort accurcy', /--sort must be one of date, .*Did you mean accuracy\?/),
  reading('runs src --filter relu', /--filter must be conditions KEY=VALUE, .*received 'relu'/),
  reading('runs src --filter activtion=relu', /key of a --filter must be one of .*Did you mean activation\?/),
  reading('runs src --filter lr=fast', /lr in --filter must be a positive number; received 'fast'/),
  mistaken('activations --plot', /--plot needs names: \d+ curves .* sigmoid tanh relu --plot/),
  mistaken('activations tanh --range 1,2', /--range is for --plot. Add --plot/),
  mistaken('activations tanh --plot --range 2,1', /--range must be two numbers, the smaller one first, .*'2,1'/),
  mistaken('activations tanh --plot --range 0,1e9', /--range must be two numbers.*For example --range -3,3/),
  mistaken('activations tanh softmax --plot', /must act on each number for itself; received 'softmax, which/),
];

export const mistakes: Record<string, readonly Mistake[]> = {
  'on the command line': words,
  'in settings': settings,
  'in models of other programs': foreignModels,
  'in a comparison': comparisons,
  'in what to reproduce': reproductions,
  'in a config file': configs,
  'in files that were made to do harm': hostile,
  'in data': data,
  'in an activation module': modules,
  'in what to look at': looking,
};
