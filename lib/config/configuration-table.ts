import type { SettingsTable } from './settings';

const escapeCell = (text: string): string => text.replaceAll('|', '\\|');

/** Markdown table of every variable, in alphabetical order, with the processes that read it. */
export function configurationTable(tables: Readonly<Record<string, SettingsTable>>): string {
  const rows = new Map<string, { description: string; fallback: string; readers: string[] }>();
  for (const [process, table] of Object.entries(tables)) {
    for (const setting of Object.values(table)) {
      const row = rows.get(setting.variable) ?? {
        description: setting.description,
        fallback:
          setting.fallback === undefined ? 'required' : setting.fallback === '' ? 'empty' : `\`${setting.fallback}\``,
        readers: [],
      };
      row.readers.push(process);
      rows.set(setting.variable, row);
    }
  }
  const lines = [...rows]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(
      ([variable, row]) =>
        `| \`${variable}\` | ${escapeCell(row.description)} | ${row.fallback} | ${row.readers.join(', ')} |`,
    );
  return ['| variable | meaning | default | read by |', '|---|---|---|---|', ...lines].join('\n');
}
