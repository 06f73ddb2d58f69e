import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { freePort } from './free-port';

it('gives the preferred port if it is free, and another one if it is taken or given away', async () => {
  const preferred = await freePort();
  expect(await freePort({ preferred })).toBe(preferred);
  expect(await freePort({ preferred, taken: new Set([preferred]) })).not.toBe(preferred);
  const server = createServer().listen(preferred, '127.0.0.1');
  await once(server, 'listening');
  expect(await freePort({ preferred })).not.toBe(preferred);
  await new Promise((resolve) => server.close(resolve));
});

it('never gives the same port twice to one set', async () => {
  const taken = new Set<number>();
  for (let count = 0; count < 20; count++) await freePort({ taken });
  expect(taken.size).toBe(20);
});
