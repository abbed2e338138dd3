import type { FindingRecord } from '../../words/diagnosis.ts';
import { type Html, html } from './html.ts';

const words = { problem: 'Problem', warning: 'Warning', note: 'Note' } as const;

/** What a training suffers from, and what to try. */
export function findingList(findings: readonly FindingRecord[]): Html {
  if (findings.length === 0) return html`<p>Nothing to complain about.</p>`;
  return html`<ul class="findings">${findings.map(
    ({ severity, text, advice, source }) => html`<li class="${severity}">
<p><span class="severity">${words[severity]}:</span> ${text}</p><p class="advice">${advice}</p><p class="source">${source}</p></li>`,
  )}</ul>`;
}
