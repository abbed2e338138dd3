/** A block of CONTRIBUTING.md: shell lines, a whole new file, or lines to insert into one that is there. */
export interface Block {
  readonly kind: 'sh' | 'file' | 'diff';
  readonly path: string;
  readonly text: string;
}

export function recipesIn(markdown: string): { readonly heading: string; readonly blocks: readonly Block[] }[];

export function inserted(file: string, diff: string, path: string): string;
