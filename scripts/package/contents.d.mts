export function mistakesIn(pack: {
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}): string[];
