// Compiles the AssemblyScript kernels to src/kernels/wasm/build/{simd,relaxed}.wasm where sources are newer, and copies
// them beside the compiled engine in dist/. Part of `npm run build`.
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));
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
  '--runtime',
  'stub',
  '--importMemory',
  '--sharedMemory',
  '--initialMemory',
  '16',
  '--maximumMemory',
  '65536',
  '--memoryBase',
  '1024',
  '--enable',
  'simd',
  '--enable',
  'threads',
  '--baseDir',
  root,
];

process.chdir(root);
mkdirSync(built, { recursive: true });
mkdirSync(shipped, { recursive: true });
const newest = Math.max(
  statSync('scripts/build-kernels.mjs').mtimeMs,
  ...readdirSync(source).map((file) => statSync(`${source}/${file}`).mtimeMs),
);
for (const [name, flags] of Object.entries(flavours)) {
  const file = `${built}/${name}.wasm`;
  if (!existsSync(file) || statSync(file).mtimeMs < newest) {
    const { error, stderr } = await asc.main([`${source}/index.ts`, '--outFile', file, ...common, ...flags]);
    if (error) {
      process.stderr.write(`${stderr.toString()}\n`);
      process.exit(1);
    }
  }
  copyFileSync(file, `${shipped}/${name}.wasm`);
}
