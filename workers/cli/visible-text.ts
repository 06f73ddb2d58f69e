/**
 * What must not reach a terminal from a record: control characters (escape sequences), format characters (bidi overrides,
 * zero width), separators that break lines, lone surrogates and others that show nothing. Variation selectors may.
 */
const unsafe = /(?![\u{fe00}-\u{fe0f}])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const asEscape = (character: string): string => `\\u{${character.codePointAt(0)!.toString(16)}}`;

/** One line that a terminal shows as it is: everything unsafe, line ends included, is written as `\u{1b}`. */
export const visibleText = (text: string): string => text.replace(unsafe, asEscape);

/** The same for text of several lines: line feeds and tabs stay. */
export const visibleLines = (text: string): string =>
  text.replace(unsafe, (character) => (character === '\n' || character === '\t' ? character : asEscape(character)));

/** JSON text of the same value without unsafe characters: they stand in its strings, as `\u001b`. */
export const visibleJson = (json: string): string =>
  json.replace(unsafe, (character) =>
    Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
      .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
      .join(''),
  );
