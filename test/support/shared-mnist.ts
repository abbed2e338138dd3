import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The real MNIST, beside the repository on some machines. Tests that read it say so: needs('mnist'). */
export const sharedMnist = fileURLToPath(new URL('../../../shared/data/mnist', import.meta.url));
export const hasSharedMnist = existsSync(sharedMnist);
