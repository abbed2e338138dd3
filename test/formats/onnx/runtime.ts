import * as ort from 'onnxruntime-web/wasm';

// One thread: no worker outlives a test.
ort.env.wasm.numThreads = 1;

/** What onnxruntime makes of a model: all its outputs for x[B][I], by name. */
export async function run(
  bytes: Uint8Array,
  x: Float32Array,
  shape: readonly number[],
): Promise<Record<string, Float32Array>> {
  const session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'], logSeverityLevel: 3 });
  try {
    const [input] = session.inputNames;
    const outputs = await session.run({ [input]: new ort.Tensor('float32', x, [...shape]) });
    return Object.fromEntries(Object.entries(outputs).map(([name, { data }]) => [name, data as Float32Array]));
  } finally {
    await session.release();
  }
}
