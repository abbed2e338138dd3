// Joins the files of the command line into few, so that it starts in a fifth of a second instead of one. Part of
// `npm run build`, after TypeScript has been compiled: dist/cli/main.js and dist/cli/chunks/ are what `gradlens` runs.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
const own = 'src/';

/**
 * Files find their neighbours (kernels, package.json) by their own address: it stays that of the file before. A neighbour
 * that is a module, as a worker is, is joined into a file of its own.
 */
const addresses = {
  name: 'addresses',
  transform(code, id) {
    const at = relative(root.replaceAll('\\', '/'), id.replaceAll('\\', '/'));
    if (!at.startsWith(own) || !code.includes('import.meta.url')) return;
    const address = (path) => `ADDRESS(${JSON.stringify(path)})`;
    const joined = code.replaceAll(/new URL\('\.\/([\w-]+)\.js', import\.meta\.url\)/g, (_, name) => {
      const fileName = `chunks/${basename(dirname(at))}-${name}.js`;
      this.emitFile({ type: 'chunk', id: join(dirname(id), `${name}.ts`), fileName });
      return address(`cli/${fileName}`);
    });
    return joined.replaceAll('import.meta.url', address(at.slice(own.length).replace(/ts$/, 'js')));
  },
  renderChunk(code, { fileName }) {
    return code.replaceAll(/ADDRESS\("(.*?)"\)/g, (_, path) => {
      const from = relative(dirname(join('cli', fileName)), path);
      return `new URL(${JSON.stringify(from.startsWith('.') ? from : `./${from}`)}, import.meta.url)`;
    });
  },
};

/** Packages that stay packages: their files are looked for by name, they are large and seldom wanted, or have no licence file. */
const KEPT = /^(node:|vega|@resvg|@expo-google-fonts|mnist|seedrandom)/;

/** A package that is joined in keeps its licence above its code. */
const licences = {
  name: 'licences',
  renderChunk(code, { moduleIds }) {
    const folders = moduleIds.map((id) => /^.*\/node_modules\/(@[^/]+\/)?[^/]+/.exec(id)?.[0]).filter(Boolean);
    return [...new Set(folders)].map(licenceOf).join('') + code;
  },
};

function licenceOf(folder) {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  if (!file) throw new Error(`${folder} has no licence to go with its code`);
  return `/*! ${folder.slice(folder.lastIndexOf('node_modules/') + 13)}\n${readFileSync(join(folder, file), 'utf8')}*/\n`;
}

rmSync(join(root, 'dist/cli/chunks'), { recursive: true, force: true });
const bundle = await rolldown({
  input: join(root, 'src/cli/main.ts'),
  cwd: root,
  platform: 'node',
  external: KEPT,
  plugins: [addresses, licences],
});
await bundle.write({
  dir: join(root, 'dist/cli'),
  entryFileNames: 'main.js',
  chunkFileNames: 'chunks/[name].js',
});
