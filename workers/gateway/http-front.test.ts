import { once } from 'node:events';
import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LiveSnapshot, LiveView } from '@/lib/contracts/live-frame';
import type { SubscribeAnswer } from '@/lib/contracts/socket-events';
import { createHttpFront, type HttpFront } from './http-front';
import { LiveState } from './live-state';
import { LiveViews } from './live-views';
import { createTrustedPeers } from './trusted-peers';

const view: LiveView = { stream: 'all', window: '60s' };
const publicOrigins = ['https://show.example.org'];
const outside = Object.values(networkInterfaces())
  .flat()
  .find((address) => address?.family === 'IPv4' && !address.internal)?.address;

let front: HttpFront;
let views: LiveViews;
let clients: Socket[];
const counted = { refused: [] as string[], unknown: 0, cutOff: 0 };

beforeEach(async () => {
  const state = new LiveState({ groupId: 'g', onTouch: () => {} });
  state.advance(Date.now());
  views = new LiveViews(state, () => 1);
  clients = [];
  Object.assign(counted, { refused: [], unknown: 0, cutOff: 0 });
  front = createHttpFront({
    host: '0.0.0.0',
    port: 0,
    publicOrigins,
    peers: createTrustedPeers([]),
    maxClients: 5,
    snapshot: (asked) => views.snapshot(asked, Date.now()),
    counts: {
      refused: (reason) => counted.refused.push(reason),
      unknownEvent: () => {
        counted.unknown += 1;
      },
      cutOff: () => {
        counted.cutOff += 1;
      },
    },
  });
  await front.start(new AbortController().signal);
});

afterEach(async () => {
  for (const client of clients) client.disconnect();
  await front.stop();
});

const connect = (headers: Record<string, string> = {}, transport: 'websocket' | 'polling' = 'websocket'): Socket => {
  const client = io(`http://127.0.0.1:${front.port}`, {
    transports: [transport],
    extraHeaders: headers,
    reconnection: false,
    forceNew: true,
  });
  clients.push(client);
  return client;
};

const outcomeOf = (client: Socket): Promise<'connected' | 'refused'> =>
  new Promise((resolve) => {
    client.once('connect', () => resolve('connected'));
    client.once('connect_error', () => resolve('refused'));
  });

const subscribe = (client: Socket, wanted: unknown = view): Promise<SubscribeAnswer> =>
  client.timeout(3_000).emitWithAck('view:subscribe', wanted);

function get(path: string, headers: Record<string, string> = {}, host = '127.0.0.1') {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    request({ host, port: front.port, path, headers }, async (response) => {
      let body = '';
      for await (const piece of response) body += piece;
      resolve({ status: response.statusCode ?? 0, body });
    })
      .on('error', reject)
      .end();
  });
}

const poll = '/socket.io/?EIO=4&transport=polling';

describe('the handshake', () => {
  it.each(['websocket', 'polling'] as const)('over %s refuses foreign and null origins', async (transport) => {
    for (const origin of ['https://evil.example', 'null', 'file://'])
      expect([origin, await outcomeOf(connect({ origin }, transport))]).toEqual([origin, 'refused']);
    expect(counted.refused).toEqual(['foreign origin', 'null origin', 'foreign origin']);
    expect(front.sockets.clients).toBe(0);
  });

  it.each(['websocket', 'polling'] as const)('over %s lets in our own pages', async (transport) => {
    const own = `http://127.0.0.1:${front.port}`;
    expect(await outcomeOf(connect({ origin: own }, transport))).toBe('connected');
    expect(await outcomeOf(connect({ origin: 'https://show.example.org' }, transport))).toBe('connected');
    const behind = { origin: 'http://localhost:3000', 'x-forwarded-host': 'localhost:3000' };
    expect(await outcomeOf(connect(behind, transport))).toBe('connected');
    expect(await outcomeOf(connect({}, transport))).toBe('connected');
  });

  it('answers a refused poll with 403', async () => {
    expect((await get(poll, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await get(poll, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await get(poll)).status).toBe(200);
  });

  it('judges the requests of an open session as well', async () => {
    const opened = JSON.parse((await get(poll)).body.slice(1)) as { sid: string };
    const answer = await get(`${poll}&sid=${opened.sid}`, { origin: 'https://evil.example' });
    expect(answer.status).toBe(403);
  });

  it.skipIf(outside === undefined)('takes a missing Origin from trusted peers only', async () => {
    expect((await get(poll, {}, outside)).status).toBe(403);
    expect((await get(poll, { origin: 'http://a', 'x-forwarded-host': 'a' }, outside)).status).toBe(403);
    expect((await get('/snapshot?stream=all&window=60s', {}, outside)).status).toBe(403);
    expect(counted.refused).toEqual(['untrusted peer', 'foreign origin']);
  });

  it('refuses more clients than there is room for', async () => {
    for (let i = 0; i < 5; i++) expect(await outcomeOf(connect())).toBe('connected');
    expect(await outcomeOf(connect())).toBe('refused');
    expect(counted.refused).toEqual(['too many clients']);
  });
});

describe('a client', () => {
  it('gets the snapshot of the view it asks for, then its frames without a gap', async () => {
    const client = connect();
    const answer = await subscribe(client);
    if (!answer.ok) throw new Error(answer.sentence);
    const frame = once(client as never, 'view:frame') as Promise<[LiveSnapshot]>;
    front.sockets.send(view, views.frame(view, Date.now()));
    expect((await frame)[0]).toMatchObject({ epoch: answer.snapshot.epoch, sequence: answer.snapshot.sequence + 1 });
  });

  it('is told which view does not exist, and that four are the most', async () => {
    const client = connect();
    expect(await subscribe(client, { stream: 'all', window: '7m' })).toMatchObject({ ok: false, code: 'BAD_VIEW' });
    expect(await subscribe(client, 'all')).toMatchObject({ ok: false, code: 'BAD_VIEW' });
    expect(await subscribe(client, null)).toMatchObject({ ok: false, code: 'BAD_VIEW' });
    for (const window of ['60s', '5m', '15m', '60m'])
      expect(await subscribe(client, { stream: 'all', window })).toMatchObject({ ok: true });
    const fifth = { stream: 'orders', window: '60s' };
    expect(await subscribe(client, fifth)).toMatchObject({ ok: false, code: 'TOO_MANY_VIEWS' });
    client.emit('view:unsubscribe', view);
    expect(await subscribe(client, fifth)).toMatchObject({ ok: true });
  });

  it('that sends 20 KB loses its socket, the others stay', async () => {
    const [loud, quiet] = [connect(), connect()];
    await subscribe(quiet);
    await subscribe(loud);
    const closed = new Promise((resolve) => loud.once('disconnect', resolve));
    loud.emit('view:subscribe', { stream: 'x'.repeat(20_000) });
    expect(await closed).toBe('transport close');
    expect(await subscribe(quiet)).toMatchObject({ ok: true });
  });

  it('that sends unknown events is ignored and counted, whatever it sends', async () => {
    const client = connect();
    await subscribe(client);
    for (const event of ['view:drop', 'constructor', '__proto__', 'snapshot']) client.emit(event, { a: 1 }, 'b');
    client.emit('view:subscribe');
    client.emit('view:subscribe', view, 'no function');
    client.emit('view:unsubscribe', 7);
    expect(await subscribe(client)).toMatchObject({ ok: true });
    expect(counted.unknown).toBe(4);
  });

  it('that talks without end is cut off', async () => {
    const client = connect();
    await subscribe(client);
    const closed = new Promise((resolve) => client.once('disconnect', resolve));
    for (let i = 0; i < 200; i++) client.emit('view:unsubscribe', view);
    expect(await closed).toBe('io server disconnect');
    expect(counted.cutOff).toBe(1);
  });

  it('that never reads costs no memory and holds up nobody', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const used = (): number => {
      collect();
      const { heapUsed, external } = process.memoryUsage();
      return (heapUsed + external) / 1_048_576;
    };
    const [deaf, reader] = [connect(), connect()];
    await subscribe(deaf);
    await subscribe(reader);
    let frames = 0;
    reader.on('view:frame', () => {
      frames += 1;
    });
    const tcp = (deaf.io.engine.transport as unknown as { ws: { _socket: { pause(): void } } }).ws._socket;
    tcp.pause();
    const frame = { ...views.frame(view, Date.now()), padding: 'x'.repeat(100_000) };
    const before = used();
    for (let i = 0; i < 1_000; i++) {
      front.sockets.send(view, frame);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(used() - before).toBeLessThan(30);
    expect(frames).toBeGreaterThan(100);
  });
});

describe('GET /snapshot', () => {
  it('gives a trusted peer the whole view', async () => {
    const { status, body } = await get('/snapshot?stream=orders&window=5m');
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ v: 1, view: { stream: 'orders', window: '5m' }, backfilled: 1 });
  });

  it.each([
    ['stream', '/snapshot?window=60s'],
    ['stream', '/snapshot?stream=&window=60s'],
    ['stream', '/snapshot?stream=orders&stream=all&window=60s'],
    ['window', '/snapshot?stream=all&window=1h'],
    ['window', '/snapshot?stream=all'],
  ])('names %s as the bad parameter of %s', async (parameter, path) => {
    const { status, body } = await get(path);
    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({ parameter, error: expect.stringContaining(parameter) });
  });

  it('is not for pages, nor for what comes through the rewrite', async () => {
    const path = '/snapshot?stream=all&window=60s';
    expect((await get(path, { 'x-forwarded-host': 'localhost:3000' })).status).toBe(403);
    expect((await get(path, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await get('/nothing')).status).toBe(404);
  });
});
