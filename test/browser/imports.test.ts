import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../../src', import.meta.url));

/** What a module loads, at its beginning or later on; not what it takes types from. */
function loadedBy(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword) {
      found.push(textOf(node.moduleSpecifier));
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && !node.isTypeOnly) {
      found.push(textOf(node.moduleSpecifier));
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      found.push(textOf(node.arguments[0]));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** An address that is only known when it runs could be anything: it is told as what it is. */
const textOf = (node: ts.Expression) => (ts.isStringLiteral(node) ? node.text : `computed: ${node.getText()}`);

/** All modules of others that an entry can come to load, with the way to each. */
function outsideOf(entry: string): Map<string, string> {
  const outside = new Map<string, string>();
  const seen = new Set<string>();
  const walk = (file: string, way: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const target of loadedBy(file)) {
      const here = `${way} > ${relative(src, file)}`;
      if (target.startsWith('.')) walk(join(dirname(file), target), here);
      else outside.set(target, here);
    }
  };
  walk(join(src, entry), '');
  return outside;
}

const isNodes = (name: string) => name.startsWith('node:') || builtinModules.includes(name);

describe('what the browser entry reaches', () => {
  it('is nothing of Node, at once or later', () => {
    expect([...outsideOf('browser.ts')].filter(([name]) => isNodes(name))).toEqual([]);
  });

  it.each(['resolve.ts', 'table.ts', 'command-line.ts'])('nor does the table of settings: %s', (file) => {
    expect([...outsideOf(join('settings', file))].filter(([name]) => isNodes(name))).toEqual([]);
  });

  it('is few packages, all of which run in browsers', () => {
    const digits = Array.from({ length: 10 }, (_, digit) => `mnist/src/digits/${digit}.json`);
    const packages = ['fastest-levenshtein', 'get-east-asian-width', 'seedrandom', 'vega', 'vega-lite'];
    expect([...outsideOf('browser.ts').keys()].sort()).toEqual([...packages, ...digits].sort());
  });

  it('would be told: the entry for Node does reach it, and so do lazy imports', () => {
    const outside = outsideOf('index.ts');
    expect(outside.get('node:v8')).toContain('kernels/wasm/load.ts');
    expect(outside.get('@resvg/resvg-js')).toContain('png.ts');
  });

  it('does not go by globals of Node either', () => {
    const seen = new Set<string>();
    const walk = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const target of loadedBy(file)) if (target.startsWith('.')) walk(join(dirname(file), target));
    };
    walk(join(src, 'browser.ts'));
    const users = [...seen].filter((file) => /(?<![\w.])(process|Buffer|require|__dirname)[.(]/.test(codeOf(file)));
    expect(users.map((file) => relative(src, file))).toEqual([]);
  });
});

/** A module without its comments and texts: the worker of Node's is a text. */
function codeOf(file: string): string {
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
    compilerOptions: { removeComments: true, target: ts.ScriptTarget.Latest, module: ts.ModuleKind.ESNext },
  });
  return outputText.replace(/`[^`]*`|'[^'\n]*'|"[^"\n]*"/g, "''");
}
