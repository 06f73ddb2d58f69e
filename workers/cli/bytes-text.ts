import { isUtf8 } from 'node:buffer';
import { indentJson } from './indent-json';
import { visibleLines, visibleText } from './visible-text';

const mostInlineBytes = 256;
const mostValueBytes = 65_536;
const bytesPerLine = 16;

/** The text that the bytes are; null for bytes that are no UTF-8, or text of which three tenths are control characters. */
export function textOf(bytes: Buffer): string | null {
  if (!isUtf8(bytes)) return null;
  const text = bytes.toString('utf8');
  const controls = text.match(/[^\P{Cc}\t\n\r]/gu)?.length ?? 0;
  return controls * 10 > text.length * 3 ? null : text;
}

const more = (all: number, shown: number): string => (all > shown ? ` … (${all} bytes)` : '');

/** A key or a header on one line, safe for a terminal. */
export function inlineText(bytes: Buffer | null): string {
  if (bytes === null) return '(null)';
  if (bytes.length === 0) return '(empty)';
  const text = textOf(bytes);
  const cut = bytes.subarray(0, mostInlineBytes);
  if (text === null) return `0x${cut.toString('hex')}${more(bytes.length, mostInlineBytes)}`;
  return visibleText(text.slice(0, mostInlineBytes)) + more(text.length, mostInlineBytes);
}

/** Offset, bytes and printable characters, sixteen a line. */
function hexLines(bytes: Buffer): string[] {
  return Array.from({ length: Math.ceil(bytes.length / bytesPerLine) }, (_, line) => {
    const part = bytes.subarray(line * bytesPerLine, (line + 1) * bytesPerLine);
    const hex = [...part].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const shown = [...part].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    return `${(line * bytesPerLine).toString(16).padStart(6, '0')}  ${hex.padEnd(bytesPerLine * 3 - 1)}  ${shown}`;
  });
}

/** A value in lines safe for a terminal: JSON indented, other text as it is, everything else as hex. */
export function valueLines(bytes: Buffer | null): string[] {
  if (bytes === null) return ['(null)'];
  if (bytes.length === 0) return ['(empty)'];
  const text = textOf(bytes);
  const left = bytes.length - mostValueBytes;
  const rest = left > 0 ? [`… ${left} of ${bytes.length} bytes more: --json shows all`] : [];
  if (text === null) return [...hexLines(bytes.subarray(0, mostValueBytes)), ...rest];
  const whole = left > 0 ? text.slice(0, mostValueBytes) : (indentJson(text) ?? text);
  return [...visibleLines(whole).split('\n'), ...rest];
}
