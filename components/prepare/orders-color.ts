const steps = 10;
/** Viridis in ten steps, the same as --seq-0..9. */
const hex = [
  '440154',
  '482878',
  '3e4989',
  '31688e',
  '26828e',
  '1f9e89',
  '35b779',
  '6ece58',
  'b5de2b',
  'fde725',
] as const;

function luminance(color: string): number {
  const [red, green, blue] = [0, 2, 4].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** Ink of each step: black or white, whichever has the larger contrast. */
export const inks: readonly ('#000' | '#fff')[] = hex.map((color) => {
  const lightness = luminance(color);
  return (lightness + 0.05) / 0.05 >= 1.05 / (lightness + 0.05) ? '#000' : '#fff';
});

const niceTops = [1, 1.2, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9, 10] as const;

/** The smallest round number that is at least `highest`: the top of the colour scale. 1 for nothing. */
export function scaleTop(highest: number): number {
  if (!(highest > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(highest));
  return (niceTops.find((top) => top * power >= highest * 0.999_999) ?? 10) * power;
}

/** Step 0..9 of a value between 0 and the top. */
export function colorStep(value: number, top: number): number {
  return Math.max(0, Math.min(steps - 1, Math.floor((value / top) * steps)));
}
