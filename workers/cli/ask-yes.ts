import { createInterface } from 'node:readline/promises';
import { CommandFailed } from './command-failed';

/** Goes on only after a yes: given by --yes, else asked for on a terminal. Throws when there is none. */
export async function askYes(question: string, yes: boolean): Promise<void> {
  if (yes) return;
  if (!process.stdin.isTTY)
    throw new CommandFailed('Nothing was done: nobody can be asked here. Add --yes to go on without a question.', 2);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    // Ctrl-C and Ctrl-D close the terminal, and the question would wait for ever.
    const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
    const answer = await Promise.race([terminal.question(`${question} [y/N] `), closed]);
    if (!/^y(es)?$/i.test(answer.trim())) throw new CommandFailed('Nothing was done.');
  } finally {
    terminal.close();
  }
}
