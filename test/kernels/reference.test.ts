import { reference } from '../../src/kernels/reference/index.ts';
import { conformance } from './conformance.ts';

// Measured worst: 4e-16.
conformance(reference, 1e-14);
