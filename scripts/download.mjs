// Fetches a published data set into data/. Run `npm run build` first.
// Usage: node scripts/download.mjs [mnist|fashion-mnist] [folder]
import { SingleBar } from 'cli-progress';
import { downloadDataset } from '../dist/dataset/download/download.js';

const [name = 'mnist', to = `data/${name}`] = process.argv.slice(2);
const bar = new SingleBar({ format: '{file} [{bar}] {percentage}% of {total} bytes', noTTYOutput: false });
let current = '';

try {
  const files = await downloadDataset(name, {
    to,
    onProgress({ file, received, total }) {
      if (file !== current) {
        bar.stop();
        bar.start(total, 0, { file });
        current = file;
      }
      bar.update(received);
    },
  });
  bar.stop();
  for (const { file, from } of files) console.log(`${to}/${file}: ${from ?? 'was there already'}`);
} catch (error) {
  bar.stop();
  console.error(error.name === 'UserError' ? error.message : error);
  process.exitCode = error.name === 'UserError' ? 2 : 1;
}
