/** A failure that is said in one sentence with its remedy; exit code 1, or 2 for wrong usage. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}
