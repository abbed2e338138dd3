import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What stands beside the repository on some machines. Tests that read it say so: needs('mnist', 'cases'). */
const shared = (path: string) => fileURLToPath(new URL(`../../../shared/${path}`, import.meta.url));

/** The real MNIST, all 70,000 images. */
export const sharedMnist = shared('data/mnist');
export const hasSharedMnist = existsSync(sharedMnist);

/** Small files as other programs write them, each with its right value. */
export const sharedCases = shared('cases');
export const hasSharedCases = existsSync(sharedCases);
