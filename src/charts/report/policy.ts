import { createHash } from 'node:crypto';

/**
 * The policy by which a browser holds a page to itself: it runs these scripts and styles, known by their hashes, and
 * loads, sends and frames nothing. What a record says cannot become a script.
 */
export function contentPolicy({ scripts, styles }: { scripts: readonly string[]; styles: readonly string[] }): string {
  const hashes = (texts: readonly string[]) => texts.map((text) => `'sha256-${sha256(text)}'`).join(' ');
  return [
    "default-src 'none'",
    `script-src ${hashes(scripts)}`,
    `style-src ${hashes(styles)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('base64');
