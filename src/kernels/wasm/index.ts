import type { Kernels } from '../kernels.ts';
import { createEngine } from './engine.ts';
import { loadModule } from './load.ts';
import { startNodeThread } from './threads/node-thread.ts';

/**
 * The fast engine in Node. In browsers: ../browser.ts.
 * @throws Error with the reason where this machine cannot run it
 */
export const createWasm = (): Kernels => createEngine(loadModule(), startNodeThread);
