import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brokenPicture } from './picture.ts';

/** Pixels as the decoder gives them: four bytes each, red, green, blue and 255. */
interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** What the decoder makes its pixels with: browsers have it, Node has not. */
class PlainImageData implements Pixels {
  constructor(
    readonly data: Uint8ClampedArray,
    readonly width: number,
    readonly height: number,
  ) {}
}

/** What the decoder complained about since it was asked last. */
const complaints: string[] = [];
let decoder: Promise<(bytes: ArrayBuffer) => Promise<Pixels>> | undefined;

/**
 * The pixels of a JPEG file by mozjpeg in WebAssembly: whatever the bytes are, it reaches no memory but its own.
 * @throws UserError where it finds them damaged
 */
export async function decoded(bytes: Uint8Array, file: string): Promise<Pixels> {
  decoder ??= load();
  const decode = await decoder;
  complaints.length = 0;
  let pixels: Pixels | undefined;
  try {
    pixels = await decode(Uint8Array.from(bytes).buffer);
  } catch (error) {
    // After an error the instance is in no state to go on; a fatal one is a pointer into its memory.
    decoder = undefined;
    if (complaints.length === 0) complaints.push(error instanceof Error ? error.message : 'its data are broken');
  }
  // It would fill up what is missing with grey.
  if (!pixels || complaints.length > 0) throw brokenPicture(file, 'JPEG', complaints[0]);
  return pixels;
}

async function load(): Promise<(bytes: ArrayBuffer) => Promise<Pixels>> {
  const { default: decode, init } = await import('@jsquash/jpeg/decode.js');
  const wasm = createRequire(import.meta.url).resolve('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm');
  const global = globalThis as { ImageData?: unknown };
  global.ImageData ??= PlainImageData;
  const printErr = (text: string) => void complaints.push(text);
  // Its types lack the module, which it would fetch.
  const begin = init as (module: WebAssembly.Module, options: object) => Promise<void>;
  await begin(new WebAssembly.Module(readFileSync(wasm)), { printErr });
  return decode as (bytes: ArrayBuffer) => Promise<Pixels>;
}
