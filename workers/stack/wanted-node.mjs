/** @param {string} text like 20.19.0, with any other marks around */
const numbers = (text) =>
  text
    .replace(/[^0-9.]/g, '')
    .split('.')
    .map(Number);

/**
 * True if `version` (like 20.19.0) is within `range`, an "engines" text of `^a.b.c` and `>=a.b.c` joined by `||`.
 * Runs before the right Node is known: nothing newer than ES2015.
 * @param {string} version
 * @param {string} range
 */
export function isWantedNode(version, range) {
  const found = numbers(version);
  return range.split('||').some((part) => {
    const wanted = numbers(part);
    if (part.includes('^') && found[0] !== wanted[0]) return false;
    const differing = [0, 1, 2].find((place) => found[place] !== wanted[place]);
    return differing === undefined || found[differing] > wanted[differing];
  });
}
