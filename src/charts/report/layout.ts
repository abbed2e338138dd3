import { type DrawnFigure, figureHtml } from './figure.ts';
import { type Html, html } from './html.ts';
import type { FigureSet } from './layer-figures.ts';
import { drawn } from './still.ts';

/** Size of one of two charts side by side. */
export const HALF = { width: 460, height: 260 };

/** Two charts beside each other, or one below the other where there is no room. */
export function sideBySide(figures: readonly DrawnFigure[]): Html | null {
  return figures.length > 0 ? html`<div class="pair">${figures.map(figureHtml)}</div>` : null;
}

/** {@link FigureSet} with its charts drawn. */
interface DrawnSet extends FigureSet {
  readonly figures: readonly DrawnFigure[];
}

export async function drawnSets(sets: readonly FigureSet[]): Promise<DrawnSet[]> {
  const done: DrawnSet[] = [];
  for (const set of sets) done.push({ ...set, figures: await drawn(set.figures) });
  return done;
}

/** Charts of a kind side by side. */
export function setHtml({ title, caption, figures }: DrawnSet): Html {
  return html`<div class="set"><h3>${title}</h3><p class="note">${caption}</p><div class="multiples">${figures.map(figureHtml)}</div></div>`;
}
