/** Not part of a picture: menus. */
const leftOut = '[data-export="off"]';

/**
 * An element as PNG at two pixels a CSS pixel, as it looks now. It may stand in a frame of our own address. Rejects when
 * the browser cannot draw it.
 */
export async function elementPicture(element: HTMLElement): Promise<Blob> {
  const { domToBlob } = await import('modern-screenshot');
  const { backgroundColor } = getComputedStyle(element);
  return domToBlob(element, {
    scale: 2,
    type: 'image/png',
    backgroundColor: backgroundColor === 'rgba(0, 0, 0, 0)' ? null : backgroundColor,
    filter: (node) => !(node instanceof Element && node.matches(leftOut)),
  });
}
