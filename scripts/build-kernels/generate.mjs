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
 * The exports of each class of functions/elementwise.ts: leaky_relu__forward and leaky_relu__backward of `LeakyRelu`. Their
 * signatures are those of every activation's routines, see src/kernels/wasm/routines.ts.
 * @param {string} source that file
 * @returns {string} assembly/generated/activations.ts
 */
export function activationsSource(source) {
  const classes = source
    .split(/^export class /m)
    .slice(1)
    .map((text) => ({ name: /^\w+/.exec(text)?.[0] ?? '', learns: text.includes(' dfdp(') }));
  const functions = classes.flatMap(({ name, learns }) => {
    const own = name.replace(/(?<!^)[A-Z]/g, '_$&').toLowerCase();
    return [
      `export function ${own}__forward(n: i32, z: usize, a: usize, p: f32): void {\n  forward<${name}>(n, z, a, p);\n}`,
      `export function ${own}__backward(n: i32, z: usize, a: usize, da: usize, dz: usize, p: f32): void {\n  backward<${name}>(n, z, a, da, dz, p);\n}`,
      ...(learns
        ? [
            `export function ${own}__learned(n: i32, z: usize, a: usize, da: usize, p: f32): f64 {\n  return learned<${name}>(n, z, da);\n}`,
          ]
        : []),
    ];
  });
  return [
    heading('src/kernels/wasm/assembly/functions/elementwise.ts'),
    '',
    `import {\n${classes.map(({ name }) => `  ${name},\n`).join('')}} from '../functions/elementwise';`,
    `import { backward, forward, learned } from '../functions/elements';`,
    '',
    functions.join('\n'),
    '',
  ].join('\n');
}

const heading = (/** @type {string} */ from) =>
  `// Made from ${from} by scripts/build-kernels: change that file, and run npm run build.`;
