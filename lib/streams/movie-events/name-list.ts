/** Between the names of one list in one text; `tidyName` leaves none inside a name. */
export const nameSeparator = '\u001e';

// Escapes can bring control characters and line ends into a name; one blank stands for a run of them.
const untidy = /[\s\u0000-\u001f\u007f]{2,}|[\u0000-\u001f\u007f]/g;

/** A name without blanks at its ends and without control characters; what is left out is ''. */
export const tidyName = (name: string | null | undefined): string => name?.replace(untidy, ' ').trim() ?? '';

/** Names as one text, each once, in their order, blank ones left out. */
export function joinNames(names: readonly string[]): string {
  if (names.length === 1) return tidyName(names[0]);
  const tidy = names.map(tidyName);
  const kept = tidy.filter((name, at) => name !== '' && tidy.indexOf(name) === at);
  return kept.join(nameSeparator);
}

export const splitNames = (joined: string): readonly string[] => (joined === '' ? [] : joined.split(nameSeparator));
