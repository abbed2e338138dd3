/** Where a table's labels stand. `auto` goes by the header's names, then by what the columns hold. */
export const labelColumns = ['auto', 'first', 'last'] as const;

/** Place of a table's labels. */
export type LabelColumn = (typeof labelColumns)[number];
