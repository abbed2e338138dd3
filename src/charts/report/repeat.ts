import type { Comparison } from '../../experiments/comparison.ts';
import type { RunConfig } from '../../runs/folder/schema.ts';
import { isDefault, settingFlags, shellLine } from '../../settings/command-line.ts';
import { flagName, flagWords } from '../../settings/flags.ts';
import { type Settings, settingNames, settingsTable } from '../../settings/table.ts';
import { count } from '../../words/numbers.ts';
import { dataTable } from './figure.ts';
import { type Html, html } from './html.ts';

/** The command that makes the same comparison. */
export function compareCommand({ plan, settings }: Comparison): string {
  return shellLine([
    'gradlens',
    'compare',
    ...flagWords('activations', plan.activations.join(',')),
    ...flagWords('seeds', plan.seeds),
    ...flagWords('lr', plan.lr),
    // A comparison holds out validation data by default, a training does not: it is said in either case.
    ...settingFlags(settings, { without: ['activation', 'lr', 'threads'], always: ['validation'] }),
  ]);
}

/** A command to be copied. */
export function commandBlock(command: string, note: string): Html {
  // Lines break between words only, never inside a flag.
  const words = command.split(' ').map((word, k) => html`${k > 0 ? ' ' : ''}<span>${word}</span>`);
  return html`<pre id="command">${words}</pre>
<p><button type="button" data-copy="command">Copy</button></p>
<p class="note">${note}</p>`;
}

/** All settings with what they mean; the ones that differ from their defaults come first. */
export function settingsHtml(settings: Settings, without: readonly string[] = []): Html {
  const rows = settingNames
    .filter((name) => !without.includes(name))
    .map((name) => {
      const { meaning } = settingsTable[name];
      const cells = [html`<code>${flagName(name)}</code>`, show(settings[name]), meaning];
      return { own: settings[name] !== null && !isDefault(settings, name), cells };
    })
    .sort((a, b) => Number(b.own) - Number(a.own));
  return html`<div class="settings">${dataTable(
    'All settings; those in bold differ from their defaults',
    ['setting', 'value', 'meaning'],
    rows.map(({ own, cells: [flag, value, help] }) => [flag, own ? html`<strong>${value}</strong>` : value, help]),
    'words',
  )}</div>`;
}

function show(value: unknown): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(', ') || 'none' : String(value);
}

/** What the results rest on: data, engine, versions. */
export function groundsHtml({ versions, engine, data, network }: RunConfig): Html {
  const { train, validation, test } = data.samples;
  return dataTable(
    'Data, engine and versions',
    ['what', 'in this case'],
    [
      ['data', `${data.name}: ${count(train)} to train, ${count(validation)} to validate, ${count(test)} to test`],
      ['SHA-256 of the data', html`<code>${data.fingerprint}</code>`],
      [
        'network',
        `${count(network.inputs)} inputs, ${count(network.classes)} classes, ${count(network.parameters)} parameters`,
      ],
      ['engine', `${engine.name} (${engine.precision}, ${engine.flavour})`],
      ['versions', `gradlens ${versions.gradlens}, Node ${versions.node}`],
    ],
    'words',
  );
}
