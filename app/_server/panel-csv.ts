import { csvFormat } from 'd3-dsv';

/** A spreadsheet would run text that begins like this as a formula; an apostrophe in front makes it text again. */
const formulaStart = /^[=+\-@\t\r]/;

/** Rows of one panel as CSV (RFC 4180, CRLF), in the order and with the names of the first row. */
export function panelCsv(columns: readonly string[], rows: readonly object[]): string {
  const guarded = rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        typeof value === 'string' && formulaStart.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value,
      ]),
    ),
  );
  return `${csvFormat(guarded, [...columns]).replaceAll('\n', '\r\n')}\r\n`;
}
