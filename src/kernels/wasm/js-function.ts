import type { WasmFunction } from './module.ts';

/** Types of a WebAssembly function's parameters and result. */
export type NumberType = 'i32' | 'f32' | 'f64';

const CODES: Readonly<Record<NumberType, number>> = { i32: 0x7f, f32: 0x7d, f64: 0x7c };
const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const [TYPES, IMPORTS, EXPORTS] = [1, 2, 7];
const FUNCTION = 0;
const [E, F] = ['e', 'f'].map((name) => name.charCodeAt(0));

/**
 * A JavaScript function as one of WebAssembly's, which is what a table of functions takes: a module that imports it and
 * exports it again.
 * @param result what it returns; nothing by default
 */
export function wasmFunction(
  parameters: readonly NumberType[],
  f: (...args: number[]) => unknown,
  result?: NumberType,
): WasmFunction {
  const results = result ? [result] : [];
  const bytes = [
    ...HEADER,
    ...section(TYPES, [1, 0x60, ...codesOf(parameters), ...codesOf(results)]),
    ...section(IMPORTS, [1, 1, E, 1, F, FUNCTION, 0]),
    ...section(EXPORTS, [1, 1, F, FUNCTION, 0]),
  ];
  const module = new WebAssembly.Module(Uint8Array.from(bytes));
  return new WebAssembly.Instance(module, { e: { f } }).exports.f as WasmFunction;
}

const codesOf = (types: readonly NumberType[]): number[] => [types.length, ...types.map((type) => CODES[type])];
const section = (id: number, content: readonly number[]): number[] => [id, content.length, ...content];
