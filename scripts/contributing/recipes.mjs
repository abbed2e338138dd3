/** The sections that have blocks, each a recipe, in order. */
export function recipesIn(markdown) {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((section) => ({ heading: section.slice(0, section.indexOf('\n')), blocks: blocksIn(section) }))
    .filter(({ blocks }) => blocks.length > 0);
}

/** Blocks between fences, without the indentation that those have inside a list. */
function blocksIn(section) {
  return [...section.matchAll(/(?:^ *`([^`\n]+)`:\n\n)?^( *)```(\w+)\n(.*?)^ *```$/gms)].map(
    ([, path = '', indent, language, body]) => {
      const text = body.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
      const kind = language === 'sh' || language === 'diff' ? language : 'file';
      if (kind !== 'sh' && path === '') throw new Error(`a block without a path above it:\n${text}`);
      return { kind, path, text };
    },
  );
}

/**
 * A file with the lines of a diff put in: each `+` line goes after the line above it, which is looked for from where the
 * last one was found; `...` skips.
 */
export function inserted(file, diff, path) {
  const lines = file.split('\n');
  let at = 0;
  for (const line of diff.trimEnd().split('\n')) {
    if (line === '...') continue;
    if (line.startsWith('+')) lines.splice(at++, 0, line.slice(1));
    else {
      const found = lines.indexOf(line.slice(1), at);
      if (found < 0) throw new Error(`${path} has no line\n${line.slice(1)}`);
      at = found + 1;
    }
  }
  return lines.join('\n');
}
