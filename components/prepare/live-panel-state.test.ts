import { describe, expect, it } from 'vitest';
import { testBin, testDisplay, testGauges } from '@/components/live/test-display';
import { livePanelState } from './live-panel-state';
import { overviewSentence } from './overview-sentence';

const nowMs = 1_000_000;
const flowing = (count = 60) => Array.from({ length: count }, () => 50);
const idleGauges = { ...testGauges, flowing: false };

describe('livePanelState', () => {
  it('is live with the age of the newest committed figure', () => {
    const display = testDisplay({ nowMs, throughput: flowing(), state: { sentAtMs: nowMs - 300 } });
    expect(livePanelState(display)).toEqual({ kind: 'live', ageMs: 700 });
  });

  it('is loading before anything came, and reconnecting with the attempt once the line is lost', () => {
    const empty = testDisplay({ nowMs, throughput: [], state: { gauges: null, connection: 'connecting' } });
    expect(livePanelState(empty).kind).toBe('loading');
    const lost = testDisplay({ nowMs, throughput: flowing(), state: { connection: 'reconnecting', attempt: 3 } });
    expect(livePanelState(lost)).toEqual({ kind: 'reconnecting', attempt: 3 });
  });

  it('tells a true zero from figures that stopped coming', () => {
    const zero = testDisplay({
      nowMs,
      throughput: [...flowing(40), ...Array(20).fill(0)],
      state: { gauges: idleGauges },
    });
    expect(livePanelState(zero)).toEqual({ kind: 'idle', forMs: 20_000 });
    const silent = testDisplay({ nowMs, throughput: [...flowing(40), ...Array(20).fill(null)] });
    expect(livePanelState(silent)).toEqual({ kind: 'stale', ageMs: 20_000 });
  });

  it('is stale by the figure that feeds the panel', () => {
    const display = testDisplay({ nowMs, throughput: flowing() });
    expect(livePanelState(display, () => null).kind).toBe('stale');
  });

  it('stays paused while the line is lost behind it', () => {
    const paused = { forMs: 12_000, buffered: 340 };
    const display = testDisplay({
      nowMs,
      throughput: flowing(),
      state: { connection: 'reconnecting' },
      display: { paused },
    });
    expect(livePanelState(display)).toEqual({ kind: 'paused', ...paused });
  });

  it('says how much of the hour is read', () => {
    const display = testDisplay({ nowMs, throughput: flowing(), state: { backfilled: 0.62 } });
    expect(livePanelState(display)).toEqual({ kind: 'backfilling', share: 0.62 });
  });
});

describe('overviewSentence', () => {
  const sentence = (options: Parameters<typeof testDisplay>[0]) => {
    const display = testDisplay(options);
    return overviewSentence(display, livePanelState(display));
  };

  it('says that all is well when it is', () => {
    expect(sentence({ nowMs, throughput: flowing() })).toBe('Orders flow, and nothing is behind.');
  });

  const all = { stream: 'all', window: '60s' } as const;
  const four = (orders: number | null, ratings: number | null, engagement: number | null, films: number | null) => [
    testBin(nowMs - 2_000, 0, { throughput: { orders, ratings, engagement, 'movie-events': films } }),
  ];
  const ofAll = (bins: ReturnType<typeof four>, absent: typeof testGauges.absent = []) =>
    sentence({
      nowMs,
      throughput: flowing(),
      state: { bins, view: all, shown: all, gauges: { ...testGauges, absent } },
    });

  it('counts the streams that flow and names them when not all do', () => {
    expect(ofAll(four(5, 4, 3, 2))).toBe('Four streams flow, and nothing is behind.');
    expect(ofAll(four(5, 4, 3, 0))).toBe('Orders, Ratings and Engagement flow, Films are idle, and nothing is behind.');
    expect(ofAll(four(0, 0, 3, 0))).toBe('Engagement flows, three streams are idle, and nothing is behind.');
  });

  it('never calls a stream idle that nobody measured or nobody consumes', () => {
    expect(ofAll(four(5, 4, null, 2))).toBe('Orders, Ratings and Films flow. Engagement is not measured.');
    expect(ofAll(four(5, null, null, null), ['ratings', 'engagement', 'movie-events'])).toBe(
      'Orders flow, and nothing is behind. Three streams are not consumed here.',
    );
    const ratings = { stream: 'ratings', window: '60s' } as const;
    const state = { view: ratings, shown: ratings, gauges: { ...testGauges, absent: ['ratings' as const] } };
    expect(livePanelState(testDisplay({ nowMs, throughput: [], state })).kind).toBe('empty');
    expect(sentence({ nowMs, throughput: [], state })).toBe('Nobody consumes Ratings here.');
  });

  it('tells a stop from a pipeline that nothing ever came through', () => {
    const stopped = sentence({
      nowMs,
      throughput: [5, 0],
      state: {
        gauges: { ...idleGauges, tiles: { ...testGauges.tiles, lag: { value: 0, previous: 0, status: 'ok' } } },
      },
    });
    expect(stopped).toBe('Nothing flows; all producers have stopped.');
    const untouched = sentence({
      nowMs,
      throughput: [0, 0],
      state: {
        gauges: { ...idleGauges, tiles: { ...testGauges.tiles, lag: { value: 0, previous: 0, status: 'ok' } } },
      },
    });
    expect(untouched).toBe('Nothing has flowed yet.');
  });

  it('names the worst trouble, not the first', () => {
    const gauges = {
      ...testGauges,
      tiles: { ...testGauges.tiles, lag: { value: 1240, previous: 0, status: 'warn' as const } },
      status: { ...testGauges.status, groups: { keepingUp: 0, known: 1 } },
    };
    expect(sentence({ nowMs, throughput: flowing(), state: { gauges } })).toBe(
      'Orders flow. 1,240 records wait to be stored.',
    );
    const halted = {
      ...gauges,
      status: { ...gauges.status, halted: [{ topic: 'orders', partition: 1, reason: 'x' }] },
    };
    expect(sentence({ nowMs, throughput: flowing(), state: { gauges: halted } })).toBe(
      'Orders flow. One partition is halted.',
    );
  });

  it('gives the reason why no figures come where it is known', () => {
    const gauges = { ...testGauges, status: { ...testGauges.status, database: { up: false, commitMs: null } } };
    const text = sentence({ nowMs, throughput: [...flowing(), ...Array(7).fill(null)], state: { gauges } });
    expect(text).toBe('No new figures come. The database does not answer.');
  });
});
