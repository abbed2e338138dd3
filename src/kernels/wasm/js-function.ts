import type { WasmFunction } from './module.ts';

/** Types of a WebAssembly function's parameters. */
export type Parameter = 'i32' | 'f32';

const TYPE_CODES: Readonly<Record<Parameter, number>> = { i32: 0x7f, f32: 0x7d };
const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const [TYPES, IMPORTS, EXPORTS] = [1, 2, 7];
const FUNCTION = 0;

/**
 * A JavaScript function as one of WebAssembly's, which is what a table of functions takes: a module that imports it and
 * exports it again. It returns nothing.
 */
export function wasmFunction(parameters: readonly Parameter[], f: (...args: number[]) => void): WasmFunction {
  const codes = parameters.map((type) => TYPE_CODES[type]);
  const [e, f0] = ['e', 'f'].map((name) => name.charCodeAt(0));
  const bytes = [
    ...HEADER,
    ...section(TYPES, [1, 0x60, codes.length, ...codes, 0]),
    ...section(IMPORTS, [1, 1, e, 1, f0, FUNCTION, 0]),
    ...section(EXPORTS, [1, 1, f0, FUNCTION, 0]),
  ];
  const module = new WebAssembly.Module(Uint8Array.from(bytes));
  return new WebAssembly.Instance(module, { e: { f } }).exports.f as WasmFunction;
}

const section = (id: number, content: readonly number[]): number[] => [id, content.length, ...content];
