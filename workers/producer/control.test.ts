import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { UnsentSample } from '@/lib/kafka/metrics-publisher';
import { createLog } from '@/lib/runtime/log';
import { createControl } from './control';

const startedAtMs = 1_000_000;

function scene() {
  const answers: [string, string, string][] = [];
  const did: string[] = [];
  let rate: number | null = null;
  const control = createControl({
    ...{ brokers: ['127.0.0.1:1'], instance: 'p', now: () => startedAtMs + 1_000 },
    log: createLog({ process: 'test', instance: 'p', level: 'silent' }),
    crash: () => did.push('crash'),
    publisher: {
      publish(sample: UnsentSample) {
        if (sample.kind === 'control') answers.push([sample.commandId, sample.state, sample.text]);
        return sample as never;
      },
    },
    traffic: {
      async run(name, run) {
        did.push(`run ${name} at ${run.eventsPerSecond} for ${run.durationMs}`);
        rate = run.eventsPerSecond;
        return 7;
      },
      setRate(name, eventsPerSecond) {
        if (rate === null) return false;
        did.push(`rate ${name} ${eventsPerSecond}`);
        rate = eventsPerSecond;
        return true;
      },
      async halt() {
        const ran = rate !== null;
        rate = null;
        return ran;
      },
      rateOf: () => rate,
    },
  });
  let ids = 0;
  const say = (action: string, args: Record<string, unknown> = {}, more: Record<string, unknown> = {}) => {
    const times = { issued_at_ms: startedAtMs + 1_000, expires_at_ms: startedAtMs + 100_000 };
    const command = { v: 1, command_id: `c${++ids}`, target: 'orders', action, args, ...times, ...more };
    return control.obey(JSON.stringify(command));
  };
  return { control, answers, did, say };
}

describe('control', () => {
  beforeEach(() => void vi.useFakeTimers({ now: startedAtMs }));
  afterEach(() => void vi.useRealTimers());

  it('answers a start when it begins and when it is over', async () => {
    const { answers, did, say } = scene();
    await say('start', { events_per_second: 20, duration_seconds: 30 });
    expect(did).toEqual(['run orders at 20 for 30000']);
    expect(answers).toEqual([
      ['c1', 'accepted', 'orders at 20 events/s for at most 30 s'],
      ['c1', 'done', 'orders made 7 events'],
    ]);
  });

  it('makes a stall and a burst that end by themselves', async () => {
    const { answers, did, say } = scene();
    await say('fault', { kind: 'burst' });
    expect(answers[0]).toEqual(['c1', 'refused', 'orders does not run at a rate']);
    await say('start', { events_per_second: 20 });
    const burst = say('fault', { kind: 'burst', duration_seconds: 5 });
    await vi.advanceTimersByTimeAsync(5_000);
    await burst;
    expect(did.slice(-2)).toEqual(['rate orders 200', 'rate orders 20']);
    const stall = say('fault', { kind: 'stall', duration_seconds: 5 });
    await say('rate', { events_per_second: 33 });
    await vi.advanceTimersByTimeAsync(5_000);
    await stall;
    expect(did.at(-1)).toBe('rate orders 33');
    expect(answers.at(-1)).toEqual(['c4', 'done', 'orders: the stall is over']);
  });

  it('says so before it crashes', async () => {
    const { answers, did, say } = scene();
    await say('fault', { kind: 'crash' });
    expect([answers.at(-1)?.[1], did]).toEqual(['accepted', []]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(did).toEqual(['crash']);
  });

  it('obeys each command once, and nothing that is no command', async () => {
    const { control, answers, did, say } = scene();
    await say('start', {}, { command_id: 'same' });
    await say('start', {}, { command_id: 'same' });
    for (const text of ['', 'null', '{"v":2}', '[]', '{"v":1,"target":"orders","action":"dance"}'])
      await control.obey(text);
    expect([did.length, answers.length]).toEqual([1, 2]);
  });
});
