const indentation = '  ';
/** Deeper nesting stays on its line: indented, it would grow with the square of its depth. */
const deepest = 64;

/**
 * JSON text with a line a member, each number and string exactly as it was written (1e400 and 2^53 + 1 stay what they
 * are). null for text that is not JSON, or nested deeper than 64.
 */
export function indentJson(text: string): string | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g) ?? [];
  const parts: string[] = [];
  let depth = 0;
  const line = (): string => `\n${indentation.repeat(depth)}`;
  for (const [index, token] of tokens.entries()) {
    const closes = token === '}' || token === ']';
    const before = tokens[index - 1];
    const wasEmpty = before === '{' || before === '[';
    if (closes) depth -= 1;
    if (closes ? !wasEmpty : wasEmpty || before === ',') parts.push(line());
    parts.push(token === ':' ? ': ' : token);
    if (token === '{' || token === '[') depth += 1;
    if (depth > deepest) return null;
  }
  return parts.join('');
}
