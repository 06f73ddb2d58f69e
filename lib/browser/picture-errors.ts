/** No picture within the time given: too many are wanted, or the page does not settle. */
export class PictureTimeout extends Error {
  override readonly name = 'PictureTimeout';
}

/** This system has no browser that could draw. */
export class NoBrowser extends Error {
  override readonly name = 'NoBrowser';
}
