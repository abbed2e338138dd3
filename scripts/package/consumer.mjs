/** Code of a user's, to see whether types resolve: what it names must be there, and what it gets must be of its type. */
const consumer = `import {
  activations, compare, defineActivation, dense, fitScale, loadEngine, loadMnist, Network, randomSource, train,
  type ComparisonRecord, type Splits, type TrainingEvent,
} from 'gradlens';
import { loadEngine as loadInBrowser, type Parts } from 'gradlens/browser';

const bump = defineActivation({ name: 'bump', f: (z) => z / (1 + z * z) });
const splits: Splits = await loadMnist({ trainSize: 100, validation: 0.1 });
const parts: Parts = splits;
const { kernels } = await loadEngine();
const random = randomSource(0);
const network = new Network({ inputs: 784, layers: [dense(5, bump), dense(10)], kernels, random });
const scale = fitScale('255', parts.train);
export const events: TrainingEvent[] = [];
for await (const event of train({ network, train: parts.train, scale, epochs: 1, batchSize: 10, random })) events.push(event);
export const names: string[] = activations.map(({ name }) => name);
export const record: ReturnType<typeof compare> extends Promise<ComparisonRecord> ? true : never = true;
export const there = () => loadInBrowser('auto', { folder: '/engine/' });
// @ts-expect-error a layer has a number of units
dense('many');
`;

/** Files of a project that uses the package, under both ways in which TypeScript finds types. */
export const consumerFiles = {
  'consumer.ts': consumer,
  ...Object.fromEntries(
    ['nodenext', 'bundler'].map((resolution) => [
      `tsconfig.${resolution}.json`,
      JSON.stringify({
        compilerOptions: {
          module: resolution === 'bundler' ? 'esnext' : resolution,
          moduleResolution: resolution,
          target: 'es2023',
          lib: ['es2023', 'dom', 'dom.asynciterable'],
          types: [],
          strict: true,
          noEmit: true,
        },
        files: ['consumer.ts'],
      }),
    ]),
  ),
};
