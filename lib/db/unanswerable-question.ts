/** A question about stored data that is wrong in one of its parameters; the message is meant for the person who asked. */
export class UnanswerableQuestion extends Error {
  override readonly name = 'UnanswerableQuestion';
  constructor(
    readonly parameter: string,
    message: string,
  ) {
    super(message);
  }
}
