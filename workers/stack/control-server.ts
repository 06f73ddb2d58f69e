import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/** Where commands reach the supervisor; stands in stack.json, which only its owner can read. */
export interface ControlAddress {
  readonly url: string;
  readonly token: string;
}

export interface ControlServer {
  readonly address: ControlAddress;
  stop(): Promise<void>;
}

const mostBodyBytes = 1_024;
const resetSchema = z.object({ keepKafka: z.boolean() });
export type ResetOrder = z.infer<typeof resetSchema>;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > mostBodyBytes) return null;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return null;
  }
}

/**
 * A port on loopback for commands of the same user: `POST /reset` with the bearer token. Answers with a line of JSON a
 * sentence, and at the end `{"done":true}` or `{"failed":"reason"}`. Pages in a browser are refused whatever they send.
 */
export async function openControlServer(options: {
  reset: (order: ResetOrder, say: (sentence: string) => void) => Promise<void>;
}): Promise<ControlServer> {
  const token = randomBytes(32).toString('base64url');
  const wanted = digest(`Bearer ${token}`);
  let host = '';
  let busy = false;

  /** Status of the refusal, null when the request may go on. */
  const refusal = (request: IncomingMessage): [status: number, reason: string] | null => {
    if (request.headers.origin !== undefined || request.headers.host !== host) return [403, 'not from here'];
    if (!timingSafeEqual(digest(request.headers.authorization ?? ''), wanted)) return [401, 'the token is wrong'];
    if (request.url !== '/reset') return [404, 'there is only /reset'];
    if (request.method !== 'POST') return [405, 'only POST'];
    return busy ? [409, 'a reset is already running'] : null;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refused = refusal(request);
    const order = refused === null ? resetSchema.safeParse(await readBody(request)) : null;
    if (refused !== null || order === null || !order.success) {
      const [status, reason] = refused ?? [400, 'give {"keepKafka": true | false}'];
      response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify({ failed: reason })}\n`);
      return;
    }
    if (busy) return void response.writeHead(409).end(`${JSON.stringify({ failed: 'a reset is already running' })}\n`);
    busy = true;
    response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
    const write = (line: object) => void response.write(`${JSON.stringify(line)}\n`);
    try {
      await options.reset(order.data, (sentence) => write({ say: sentence }));
      write({ done: true });
    } catch (error) {
      write({ failed: error instanceof Error ? error.message : String(error) });
    } finally {
      busy = false;
      response.end();
    }
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address: { url: `http://${host}`, token },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
