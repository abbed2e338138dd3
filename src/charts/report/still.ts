import { toSvg } from '../graphics/render.ts';
import type { DrawnFigure, ReportFigure } from './figure.ts';
import { fitted } from './fitted.ts';
import { Html } from './html.ts';

/** Pixels of a chart that has a line of the page, or of paper, to itself. */
const WIDE = 680;

/** The figures with their charts drawn, one after the other: Vega counts the names in its SVG over all charts. */
export async function drawn(figures: readonly ReportFigure[]): Promise<DrawnFigure[]> {
  const done: DrawnFigure[] = [];
  for (const figure of figures) {
    const svg = await toSvg(fitted(figure.spec, figure.width ?? WIDE), { theme: 'page' });
    done.push({ ...figure, still: new Html(named(lighter(svg), figure.id)) });
  }
  return done;
}

/** What a picture needs: the page tells who cannot see it, and tenths of a pixel are as fine as one sees. */
const lighter = (svg: string): string =>
  svg
    .replace(/ (?:role|aria-[a-z]+)="[^"]*"/g, '')
    .replace(/ (?:d|transform)="[^"]*"/g, (geometry) => geometry.replace(/(\.\d)\d+/g, '$1'));

/** Names of clip paths and gradients hold for the whole page, so each chart gets its own. */
const named = (svg: string, id: string): string => svg.replace(/(\bid="|url\(#)(?=(?:clip|gradient_)\d+)/g, `$1${id}-`);
