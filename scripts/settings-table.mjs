// Prints every setting of a training as tables in Markdown, from what `gradlens train --help all --json` tells.
// usage: npm run build && node scripts/settings-table.mjs > settings.md
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const words = [path('dist/cli/main.js'), 'train', '--help', 'all', '--json'];
const settings = JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' }));

const cell = (text) => String(text).replaceAll('|', '\\|');
const code = (text) => `\`${cell(text)}\``;
const initial = ({ default: value }) => {
  if (value === null) return '';
  return code(Array.isArray(value) ? value.join(',') : value);
};
const takes = ({ control: { kind, names = [], more, bounds = {}, words: others = [] } }) => {
  if (names.length > 0) return [names.map(code).join(', '), more].filter(Boolean).join('; ');
  if (kind !== 'number') return { switch: 'true or false', list: 'a list', text: 'text' }[kind];
  const { whole, least, most, above, below } = bounds;
  const sides = [
    least !== undefined && `at least ${least}`,
    above !== undefined && `above ${above}`,
    most !== undefined && `at most ${most}`,
    below !== undefined && `below ${below}`,
  ];
  const number = [whole ? 'a whole number' : 'a number', ...sides.filter(Boolean)].join(', ');
  return [number, ...others.map((word) => `or ${code(word)}`)].join(', ');
};

const groups = [...new Set(settings.map(({ group }) => group))];
const sections = groups.map((group) => {
  const rows = settings
    .filter((one) => one.group === group)
    .map((one) => `| ${[code(one.name), code(one.flag), cell(one.meaning), takes(one), initial(one)].join(' | ')} |`);
  const head = '| setting | flag | meaning | takes | default |\n| --- | --- | --- | --- | --- |';
  return `## ${group[0].toUpperCase()}${group.slice(1)}\n\n${head}\n${rows.join('\n')}\n`;
});
const intro =
  'Every setting of a training: its name in config files and in the library, and its flag on the command line.\n';
process.stdout.write(`# Settings\n\n${intro}\n${sections.join('\n')}`);
