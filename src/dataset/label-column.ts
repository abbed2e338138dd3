/** Places of a table's labels that have a name. `auto` goes by the header's names, then by what the columns hold. */
export const labelColumns = ['auto', 'first', 'last'] as const;

/** Where a table's labels stand: auto, first, last, or a column by its name, or by its number, from 1. */
export type LabelColumn = (typeof labelColumns)[number] | (string & {});
