import type { Comparison } from '../../experiments/comparison.ts';
import type { RunConfig } from '../../runs/folder/schema.ts';
import { isDefault, settingFlags, shellLine } from '../../settings/command-line.ts';
import { flagWords } from '../../settings/flags.ts';
import type { Setting } from '../../settings/setting.ts';
import { type SettingName, type Settings, settingNames, settingsTable } from '../../settings/table.ts';
import type { Words } from '../../words/index.ts';
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
export function commandBlock(command: string, { report }: Words): Html {
  // Lines break between words only, never inside a flag.
  const words = command.split(' ').map((word, k) => html`${k > 0 ? ' ' : ''}<span>${word}</span>`);
  const { copy, copied, copyRefused } = report.page;
  return html`<pre id="command">${words}</pre>
<p><button type="button" data-copy="command" data-copied="${copied}" data-refused="${copyRefused}">${copy}</button></p>
<p class="note">${report.repeatNote}</p>`;
}

/** All settings with what they mean; the ones that differ from their defaults come first. */
export function settingsHtml(settings: Settings, words: Words, without: readonly string[] = []): Html {
  const { report } = words;
  const rows = settingNames
    .filter((name) => !without.includes(name))
    .map((name) => {
      const { title, meaning } = words.settings[name];
      const cells = [title, show(settings, name, words), meaning];
      return { own: settings[name] !== null && !isDefault(settings, name), cells };
    })
    .sort((a, b) => Number(b.own) - Number(a.own));
  const { settingName, value, meaning } = report.columns;
  return html`<div class="settings">${dataTable(
    report.settingsCaption,
    [settingName, value, meaning],
    rows.map(({ own, cells: [title, value, help] }) => [title, own ? html`<strong>${value}</strong>` : value, help]),
    'words',
    // On paper, those that are as ever would be two pages of nothing new.
    rows.map(({ own }) => (own ? null : 'usual')),
  )}</div>`;
}

function show(settings: Settings, name: SettingName, { report }: Words): string {
  const value: unknown = settings[name];
  if (value === null) return report.none;
  if (typeof value === 'boolean') return value ? report.yes : report.no;
  const { write } = settingsTable[name] as Setting<unknown>;
  return write(value);
}

/** What the results rest on: data, engine, versions. */
export function groundsHtml({ versions, engine, data, network }: RunConfig, { report }: Words): Html {
  const { grounds } = report;
  return dataTable(
    report.groundsCaption,
    [report.columns.what, report.columns.here],
    [
      [grounds.data, report.samples({ name: data.name, ...data.samples })],
      [grounds.fingerprint, html`<code>${data.fingerprint}</code>`],
      [grounds.network, report.network(network)],
      [grounds.engine, report.engine(engine)],
      [grounds.versions, report.versions(versions)],
    ],
    'words',
  );
}
