import type { DataNote } from '../dataset/samples/notes.ts';
import { english, type Words } from './index.ts';
import type { NotePhrases } from './phrases/reading.ts';

/** A note with its English sentence beside its facts: what JSON holds. */
export type ToldNote = DataNote & { readonly text: string };

/** The sentence of a note in a language. */
export function noteText(note: DataNote, { reading }: Pick<Words, 'reading'>): string {
  return sentenceOf(note, reading.notes);
}

/** Notes with their English sentences. */
export function toldNotes(notes: readonly DataNote[]): ToldNote[] {
  return notes.map((note) => ({ ...note, text: noteText(note, english) }));
}

/** One kind's own sentence. */
function sentenceOf<Kind extends DataNote['kind']>(
  note: Extract<DataNote, { readonly kind: Kind }>,
  phrases: Pick<NotePhrases, Kind>,
): string {
  return phrases[note.kind as Kind](note);
}
