// The parts of the kernels that are made from another part, so that the two cannot differ: records and numbers that
// TypeScript and assembly share, and the exports of every elementwise function.
import { constants, kinds, records } from '../../dist/kernels/wasm/program/records.js';

/** @returns {string} assembly/generated/records.ts */
export function recordsSource() {
  const classes = Object.entries(records).map(([name, fields]) => {
    const lines = Object.entries(fields).map(([field, word]) => `  ${field}: ${word};`);
    return `@unmanaged\nexport class ${name} {\n${lines.join('\n')}\n}\n`;
  });
  const numbers = [
    ...Object.entries(constants),
    ...kinds.map((kind, place) => [kind.toUpperCase().replaceAll('-', '_'), place]),
  ].map(([name, value]) => `export const ${name}: i32 = ${value};`);
  return `${heading('src/kernels/wasm/program/records.ts')}\n\n${numbers.join('\n')}\n\n${classes.join('\n')}`;
}

/**
 * Two exports for each class of functions/elementwise.ts: tanh_forward and tanh_backward of `Tanh`. Their signatures are
 * those of every activation's routines, see src/kernels/wasm/routines.ts.
 * @param {string} source that file
 * @returns {string} assembly/generated/activations.ts
 */
export function activationsSource(source) {
  const classes = source
    .split(/^export class /m)
    .slice(1)
    .map((text) => ({ name: /^\w+/.exec(text)?.[0] ?? '', learned: text.includes(' dfdp(') }));
  const functions = classes.map(({ name, learned }) => {
    const own = name[0].toLowerCase() + name.slice(1);
    return [
      `export function ${own}_forward(B: i32, O: i32, stride: i32, z: usize, a: usize, p: f32): void {`,
      `  forward<${name}>(B, O, stride, z, a, p);`,
      '}',
      `export function ${own}_backward(B: i32, O: i32, stride: i32, z: usize, a: usize, da: usize, dz: usize, p: f32, dp: usize): void {`,
      ...(learned ? [`  slopes<${name}>(B, O, stride, z, da, dp);`] : []),
      `  backward<${name}>(B, O, stride, z, a, da, dz, p);`,
      '}',
    ].join('\n');
  });
  return [
    heading('src/kernels/wasm/assembly/functions/elementwise.ts'),
    '',
    `import {\n${classes.map(({ name }) => `  ${name},\n`).join('')}} from '../functions/elementwise';`,
    `import { backward, forward, slopes } from '../functions/rows';`,
    '',
    functions.join('\n\n'),
    '',
  ].join('\n');
}

const heading = (/** @type {string} */ from) =>
  `// Made from ${from} by scripts/build-kernels: change that file, and run npm run build.`;
