import { createWasm } from '../../src/kernels/wasm/index.ts';
import { conformance } from './conformance.ts';

// Measured worst: below 8e-7
conformance(createWasm(), 2e-6);
