/** The tests' own opening of a value, for judges of flat events: its fields, or what it must be rejected as. */
export type OpenedValue =
  | { readonly fields: ReadonlyMap<string, unknown> }
  | { readonly accepted: false; readonly code: string; readonly fieldPath: string };

export const reject = (code: string, fieldPath = '') => ({ accepted: false, code, fieldPath }) as const;

export function openValue(value: Buffer | null): OpenedValue {
  if (value === null || value.length === 0) return reject('NOT_JSON');
  if (value.length > 1_048_576) return reject('TOO_LARGE');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(value);
  } catch {
    return reject('BAD_ENCODING');
  }
  if (text.includes('\0')) return reject('BAD_ENCODING');
  if (depthOf(text) > 64) return reject('NOT_JSON');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return reject('NOT_JSON');
  }
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) return reject('NOT_AN_OBJECT');
  return { fields: new Map(Object.entries(parsed)) };
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (inString) {
      if (letter === '\\') at += 1;
      else if (letter === '"') inString = false;
    } else if (letter === '"') inString = true;
    else if (letter === '{' || letter === '[') deepest = Math.max(deepest, ++depth);
    else if (letter === '}' || letter === ']') depth -= 1;
  }
  return deepest;
}
