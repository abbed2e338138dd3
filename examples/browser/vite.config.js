import { defineConfig } from 'vite';

// What lets threads share memory: without these headers, a page trains on one thread.
const headers = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

export default defineConfig({
  // Works in any folder of a server.
  base: './',
  // The digits come as ten files of 2 MB, a fifth of a megabyte each where the server compresses them.
  build: { chunkSizeWarningLimit: 2200, target: 'es2023' },
  server: { headers },
  preview: { headers },
});
