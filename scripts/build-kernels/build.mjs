// Compiles the AssemblyScript kernels to src/kernels/wasm/build/{simd,relaxed}.wasm where sources are newer, and copies
// them beside the compiled engine in dist/. Part of `npm run build`, after TypeScript has been compiled.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { HEAP_BASE } from '../../dist/kernels/wasm/heap.js';
import { activationsSource, recordsSource } from './generate.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const source = 'src/kernels/wasm/assembly';
const built = 'src/kernels/wasm/build';
const shipped = 'dist/kernels/wasm/build';

/** Relaxed SIMD has fused multiply-add; plain SIMD runs everywhere. */
const flavours = {
  simd: ['--use', 'RELAXED=0'],
  relaxed: ['--use', 'RELAXED=1', '--enable', 'relaxed-simd'],
};

const common = [
  '-O3',
  '--noAssert',
  ...['--runtime', 'stub'],
  ...['--importMemory', '--sharedMemory', '--importTable'],
  ...['--initialMemory', '16', '--maximumMemory', '65536', '--memoryBase', '1024'],
  ...['--enable', 'simd', '--enable', 'threads'],
  ...['--baseDir', root],
];

process.chdir(root);
for (const folder of [built, shipped, `${source}/generated`]) mkdirSync(folder, { recursive: true });
writeChanged(`${source}/generated/records.ts`, recordsSource());
writeChanged(
  `${source}/generated/activations.ts`,
  activationsSource(readFileSync(`${source}/functions/elementwise.ts`, 'utf8')),
);
const files = [
  ...readdirSync(source, { recursive: true }).map((file) => `${source}/${file}`),
  fileURLToPath(import.meta.url),
];
const newest = Math.max(...files.map((file) => statSync(file).mtimeMs));
for (const [name, flags] of Object.entries(flavours)) {
  const file = `${built}/${name}.wasm`;
  if (!existsSync(file) || statSync(file).mtimeMs < newest) await compile(file, flags);
  copyFileSync(file, `${shipped}/${name}.wasm`);
}
checkStaticData(`${built}/simd.wasm`);

/** Writes a file whose text is another: what has not changed keeps its time. */
function writeChanged(/** @type {string} */ file, /** @type {string} */ text) {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

async function compile(/** @type {string} */ file, /** @type {string[]} */ flags) {
  const { error, stderr } = await asc.main([`${source}/index.ts`, '--outFile', `${file}.new`, ...common, ...flags]);
  if (error) {
    process.stderr.write(`${stderr.toString()}\n`);
    process.exit(1);
  }
  // Whoever is reading the old one goes on doing so.
  renameSync(`${file}.new`, file);
}

/** The kernels' own data must end before the heap of arrays begins. */
function checkStaticData(/** @type {string} */ file) {
  const memory = new WebAssembly.Memory({ initial: 16, maximum: 65536, shared: true });
  const table = new WebAssembly.Table({ initial: 1, element: 'anyfunc' });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), { env: { memory, table } });
  const end = /** @type {() => number} */ (exports.staticEnd)();
  if (end <= HEAP_BASE) return;
  process.stderr.write(`the kernels' data end at ${end}, behind HEAP_BASE in src/kernels/wasm/heap.ts\n`);
  process.exit(1);
}
