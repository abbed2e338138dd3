/** Names that mark the column of labels, the surest first. */
export const LABEL_NAMES: readonly string[] = [
  'label',
  'labels',
  'class',
  'target',
  'digit',
  'species',
  'category',
  'variety',
  'y',
];

/** The rank of a column's name among those of labels, the surest first; -1 for others. */
export function rankOfName(name: string): number {
  return LABEL_NAMES.indexOf(name.toLowerCase());
}
