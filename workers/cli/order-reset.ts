import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { CommandFailed } from './command-failed';

const lineSchema = z.union([
  z.object({ say: z.string() }),
  z.object({ failed: z.string() }),
  z.object({ done: z.literal(true) }),
]);

/** Has the supervisor reset its stack and passes on what it says; throws with its reason when it does not succeed. */
export async function orderReset(
  control: { readonly url: string; readonly token: string },
  keepKafka: boolean,
  say: (sentence: string) => void,
): Promise<void> {
  const response = await fetch(`${control.url}/reset`, {
    method: 'POST',
    headers: { authorization: `Bearer ${control.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ keepKafka }),
  }).catch((error: Error) => {
    throw new CommandFailed(`The supervisor does not answer at ${control.url}: ${error.message}. Is it stopping?`);
  });
  if (response.body === null) throw new CommandFailed(`The supervisor answered ${response.status} and nothing else.`);
  for await (const text of createInterface({ input: Readable.fromWeb(response.body as never) })) {
    const line = lineSchema.parse(JSON.parse(text));
    if ('done' in line) return;
    if ('failed' in line) throw new CommandFailed(`The stack was not reset: ${line.failed}`);
    say(line.say);
  }
  throw new CommandFailed('The supervisor ended before the reset did: start the stack and reset again.');
}
