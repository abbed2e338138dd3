import { toldActivation } from '../../activations/formula/told.ts';
import { latexFormula } from '../../expression/print/latex.ts';
import { mathmlFormula } from '../../expression/print/mathml.ts';
import type { Words } from '../../words/index.ts';
import { Html, html } from './html.ts';

/**
 * The functions compared as a paper prints them, f and its derivative, with the LaTeX to copy; null where none is known
 * as a formula.
 * @param names of activations, as records have them
 */
export function formulasHtml(names: readonly string[], { report, activationList }: Words): Html | null {
  const rows = names.flatMap((name) => {
    const formula = toldActivation(name)?.expression?.();
    return formula ? [{ name, ...formula }] : [];
  });
  if (rows.length === 0) return null;
  const { formulas } = report;
  // What the printers make is markup of numbers and known names alone.
  const cell = (math: string) => html`<td>${new Html(math)}</td>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${formulas.caption}"><table class="words"><caption><span>${formulas.caption}</span></caption><thead><tr><th scope="col">${activationList.name}</th><th scope="col">f(z)</th><th scope="col">f′(z)</th></tr></thead><tbody>${rows.map(
    ({ name, f, df }) => html`<tr><th scope="row">${name}</th>${cell(mathmlFormula(f))}${cell(mathmlFormula(df))}</tr>`,
  )}</tbody></table></div><details class="data"><summary>LaTeX</summary><pre>${rows
    .map(({ f, df }) => `f(z) = ${latexFormula(f)}\nf'(z) = ${latexFormula(df)}`)
    .join('\n\n')}</pre></details>`;
}
