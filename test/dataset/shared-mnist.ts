import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The real MNIST, beside the repository on some machines. */
export const sharedMnist = fileURLToPath(new URL('../../../shared/data/mnist', import.meta.url));
export const hasSharedMnist = existsSync(sharedMnist);
/** For titles of tests that need it. */
export const whySkipped = hasSharedMnist ? '' : ' (skipped: no full MNIST in ../shared/data/mnist)';
