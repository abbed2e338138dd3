import type { Shades } from './shades.ts';

/** A column of a table: its place, from 1, and its name where it has one. */
export interface ColumnReference {
  readonly place: number;
  readonly name: string | null;
}

/** Where a sample stands in its file: in a line of a table, counted from 1, or as an image or a row, from 0. */
export interface Place {
  readonly unit: 'line' | 'image' | 'row';
  readonly number: number;
}

/** What was noticed about data as they were read, and is to be said: nothing is left out or turned over in silence. */
export type DataNote = { readonly file: string } & (
  | { readonly kind: 'index-left-out'; readonly column: ColumnReference }
  | { readonly kind: 'empty-column-left-out'; readonly column: ColumnReference }
  | { readonly kind: 'labels-by-place'; readonly column: ColumnReference }
  | { readonly kind: 'one-hot'; readonly first: ColumnReference; readonly last: ColumnReference }
  | { readonly kind: 'numbered-header'; readonly columns: number }
  | { readonly kind: 'columns-in-another-order' }
  | { readonly kind: 'shades-converted'; readonly from: Shades; readonly to: Shades }
  | { readonly kind: 'first-column-of-labels'; readonly columns: number }
  | { readonly kind: 'transposed'; readonly because: 'name' | 'setting' }
  | { readonly kind: 'empty-classes'; readonly classes: readonly number[]; readonly of: number }
  | { readonly kind: 'scale-fitted'; readonly to: 'train' | 'these' }
  | { readonly kind: 'array-left-out'; readonly array: string }
  | { readonly kind: 'lone-label'; readonly label: string; readonly place: Place }
);
