export interface CsvRow {
  /** Line of the file on which the row begins, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
  /** A quoted field that never ends, or text behind its end; null = well formed. */
  readonly problem: string | null;
}

/** Reads comma-separated values by RFC 4180: quoted fields may hold commas, doubled quotes and line ends. No empty rows. */
export function* csvRows(text: string): Generator<CsvRow> {
  let at = text.startsWith('\ufeff') ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const start = line;
    const fields: string[] = [];
    let problem: string | null = null;
    for (;;) {
      let field: string;
      if (text[at] === '"') {
        let end = text.indexOf('"', at + 1);
        while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
        if (end < 0) {
          problem = 'a quoted field never ends: close it with "';
          end = text.length;
        }
        field = text.slice(at + 1, end).replaceAll('""', '"');
        for (const character of field) if (character === '\n') line++;
        at = end + 1;
        if (at < text.length && !',\r\n'.includes(text[at]!)) {
          problem ??= 'text follows a quoted field: double the quotes inside of it';
          at = endOfPlainField(text, at);
        }
      } else {
        const end = endOfPlainField(text, at);
        field = text.slice(at, end);
        at = end;
      }
      fields.push(field);
      if (text[at] !== ',') break;
      at++;
    }
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
    line++;
    if (fields.length > 1 || fields[0]!.trim() !== '') yield { line: start, fields, problem };
  }
}

function endOfPlainField(text: string, from: number): number {
  let at = from;
  while (at < text.length && !',\r\n'.includes(text[at]!)) at++;
  return at;
}
