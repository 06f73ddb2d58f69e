import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ControlServer, openControlServer, type ResetOrder } from './control-server';

let server: ControlServer;
let orders: ResetOrder[];
let finish: () => void;
let outcome: Promise<void>;

beforeEach(async () => {
  orders = [];
  outcome = new Promise((resolve) => {
    finish = resolve;
  });
  server = await openControlServer({
    async reset(order, say) {
      orders.push(order);
      say('stopped');
      await outcome;
    },
  });
});
afterEach(() => server.stop());

function ask(
  options: { path?: string; method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; text: string }> {
  const { path = '/reset', method = 'POST', headers = {}, body = '{"keepKafka":false}' } = options;
  return new Promise((resolve, reject) => {
    const sent = request(
      `${server.address.url}${path}`,
      { method, headers: { authorization: `Bearer ${server.address.token}`, ...headers } },
      (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
const lines = (text: string): unknown[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('the control port', () => {
  it('listens on loopback only', () => {
    expect(server.address.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(server.address.token.length).toBeGreaterThanOrEqual(43);
  });

  it('tells what it does and how it ended', async () => {
    finish();
    const { status, text } = await ask({ body: '{"keepKafka":true}' });
    expect([status, lines(text), orders]).toEqual([200, [{ say: 'stopped' }, { done: true }], [{ keepKafka: true }]]);
    outcome = Promise.reject(new Error('the disk is full'));
    outcome.catch(() => undefined);
    expect(lines((await ask()).text)).toEqual([{ say: 'stopped' }, { failed: 'the disk is full' }]);
  });

  it.each([
    ['a wrong token', { headers: { authorization: 'Bearer guess' } }, 401],
    ['no token', { headers: { authorization: '' } }, 401],
    ['a page in a browser', { headers: { origin: 'http://127.0.0.1:3000' } }, 403],
    ['a name that was bent to this address', { headers: { host: 'evil.example' } }, 403],
    ['another path', { path: '/stop' }, 404],
    ['another method', { method: 'GET', body: '' }, 405],
    ['another body', { body: '{"keepKafka":"yes"}' }, 400],
    ['a body that is too long', { body: `{"keepKafka":true,"x":"${'x'.repeat(2_000)}"}` }, 400],
  ])('refuses %s', async (_, options, status) => {
    finish();
    const answer = await ask(options);
    expect([answer.status, orders]).toEqual([status, []]);
    expect(answer.text).not.toContain(server.address.token);
  });

  it('does one reset at a time', async () => {
    const first = ask();
    await expect.poll(() => orders.length).toBe(1);
    expect((await ask()).status).toBe(409);
    finish();
    expect(lines((await first).text).at(-1)).toEqual({ done: true });
    expect(orders).toHaveLength(1);
  });
});
