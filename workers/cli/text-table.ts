import { visibleJson, visibleText } from './visible-text';

/** Columns padded to their widest cell, two spaces apart; numbers to the right. */
export function textTable(head: readonly string[], rows: readonly (readonly (string | number | bigint)[])[]): string {
  const cells = rows.map((row) => row.map((cell) => visibleText(String(cell))));
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((row) => (row[column] ?? '').length)));
  const isNumber = head.map(
    (_, column) => rows.length > 0 && rows.every((row) => typeof row[column] !== 'string' || row[column] === '-'),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (isNumber[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd();
  return [line(head), ...cells.map(line)].join('\n');
}

/** JSON on one line, safe for a terminal; offsets as decimal strings. */
export const toJsonLine = (value: unknown): string =>
  visibleJson(JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part)));
