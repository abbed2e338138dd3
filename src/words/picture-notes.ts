import type { PictureNote } from '../dataset/drawings/note.ts';
import type { PredictionPhrases } from './phrases/evaluation.ts';

/** What is to be said of a picture. */
export function pictureNote(note: PictureNote, { prediction }: { readonly prediction: PredictionPhrases }): string {
  return (prediction.notes[note.kind] as (note: PictureNote) => string)(note);
}
