/** Between the names of one list in one text; `tidyName` leaves none inside a name. */
export const nameSeparator = '\u001e';

// Escapes can bring control characters and line ends into a name; one blank stands for a run of them.
const control = /[\u0000-\u001f\u007f]/;
const untidy = /\s*[\u0000-\u001f\u007f]\s*/g;
const blank = 0x20;
const afterAscii = 0x7f;

/** A name without blanks at its ends and without control characters; what is left out is ''. */
export function tidyName(name: string | null | undefined): string {
  if (name == null || name === '') return '';
  const first = name.charCodeAt(0);
  const last = name.charCodeAt(name.length - 1);
  const isTidy = first > blank && first < afterAscii && last > blank && last < afterAscii && !control.test(name);
  return isTidy ? name : name.replace(untidy, ' ').trim();
}

/** Names as one text, each once, in their order, blank ones left out. */
export function joinNames(names: readonly string[]): string {
  let joined = '';
  for (let at = 0; at < names.length; at++) {
    const name = tidyName(names[at]);
    if (name === '' || (at > 0 && holds(joined, name))) continue;
    joined = joined === '' ? name : `${joined}${nameSeparator}${name}`;
  }
  return joined;
}

/** Whether `name` stands among the joined names. */
function holds(joined: string, name: string): boolean {
  for (let at = joined.indexOf(name); at >= 0; at = joined.indexOf(name, at + 1)) {
    const end = at + name.length;
    if ((at === 0 || joined[at - 1] === nameSeparator) && (end === joined.length || joined[end] === nameSeparator))
      return true;
  }
  return false;
}

export const splitNames = (joined: string): readonly string[] => (joined === '' ? [] : joined.split(nameSeparator));
