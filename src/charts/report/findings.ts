import { type FindingRecord, tell } from '../../words/diagnosis.ts';
import type { Words } from '../../words/index.ts';
import { type Html, html } from './html.ts';

/** What a training suffers from, and what to try. */
export function findingList(findings: readonly FindingRecord[], words: Words): Html {
  if (findings.length === 0) return html`<p>${words.diagnosis.healthy}</p>`;
  const { severities } = words.diagnosis;
  return html`<ul class="findings">${findings.map((finding) => {
    const { severity, source } = finding;
    const { text, advice } = tell(finding, words);
    return html`<li class="${severity}">
<p><span class="severity">${severities[severity]}:</span> ${text}</p><p class="advice">${advice}</p><p class="source">${source}</p></li>`;
  })}</ul>`;
}
