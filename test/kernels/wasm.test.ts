import { createWasm } from '../../src/kernels/wasm/index.ts';
import { conformance } from './conformance.ts';

// Measured worst: 9e-7
conformance(createWasm(), 4e-6);
