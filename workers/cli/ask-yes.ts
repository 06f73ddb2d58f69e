import { createInterface } from 'node:readline/promises';
import { CommandFailed } from './command-failed';

/** Goes on only after a yes: given by --yes, else asked for on a terminal. Throws when there is none. */
export async function askYes(question: string, yes: boolean): Promise<void> {
  if (yes) return;
  if (!process.stdin.isTTY)
    throw new CommandFailed('Nothing was done: nobody can be asked here. Add --yes to go on without a question.', 2);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${question} [y/N] `);
    if (!/^y(es)?$/i.test(answer.trim())) throw new CommandFailed('Nothing was done.');
  } finally {
    terminal.close();
  }
}
