import { describe, expect, it } from 'vitest';
import type { ControlCommand } from '@/lib/contracts/control-command';
import { judgeCommand } from './judge-command';

const startedAtMs = 1_000_000;
const command = (more: Partial<ControlCommand>): ControlCommand => ({
  v: 1,
  command_id: 'c1',
  target: 'orders',
  action: 'start',
  args: {},
  issued_at_ms: startedAtMs + 1_000,
  expires_at_ms: startedAtMs + 60_000,
  ...more,
});
const judge = (more: Partial<ControlCommand>, nowMs = startedAtMs + 2_000) =>
  judgeCommand(command(more), { nowMs, startedAtMs });

describe('judging a command', () => {
  it('gives a start without an end ten minutes from when it was issued', () => {
    expect(judge({})).toEqual({
      verdict: 'obey',
      producer: 'orders',
      order: { action: 'start', run: { eventsPerSecond: 50, durationMs: 599_000 } },
    });
  });

  it('lets a start end when it was to end, however late it is read', () => {
    const args = { events_per_second: 20, duration_seconds: 30, seed: 's' };
    const run = { eventsPerSecond: 20, durationMs: 10_000, seed: 's' };
    expect(judge({ args }, startedAtMs + 21_000)).toMatchObject({ order: { action: 'start', run } });
    expect(judge({ args }, startedAtMs + 31_000)).toEqual({ verdict: 'ignored' });
  });

  it('ignores what has expired: silently from before the start, with an answer since', () => {
    const old = { issued_at_ms: startedAtMs - 50_000, expires_at_ms: startedAtMs - 1 };
    expect(judge(old)).toEqual({ verdict: 'ignored' });
    expect(judge({ expires_at_ms: startedAtMs + 1_500 })).toMatchObject({ verdict: 'expired' });
  });

  it('takes up again what was asked for before a restart, but no fault and no counted run', () => {
    const old = { issued_at_ms: startedAtMs - 10_000 };
    expect(judge({ ...old, action: 'stop' })).toMatchObject({ verdict: 'obey', order: { action: 'stop' } });
    expect(judge(old)).toMatchObject({ order: { run: { durationMs: 588_000 } } });
    expect(judge({ ...old, args: { max_events: 5 } })).toEqual({ verdict: 'ignored' });
    expect(judge({ ...old, action: 'fault', args: { kind: 'crash' } })).toEqual({ verdict: 'ignored' });
  });

  it.each([
    ['start', { events_per_second: 'fast' }, /events_per_second has to be a number from 0 to 1000000/],
    ['start', { max_events: 1.5 }, /max_events has to be a whole number/],
    ['start', { speed: 3 }, /start knows no speed; it knows events_per_second/],
    ['rate', {}, /rate needs events_per_second/],
    ['rate', { events_per_second: -1 }, /from 0/],
    ['stop', { now: true }, /stop knows no now; it knows none/],
    ['fault', { kind: 'fire' }, /crash, stall, burst/],
    ['fault', { kind: 'stall', duration_seconds: 3_600 }, /from 0 to 60/],
  ] as const)('refuses %s with %j and says why', (action, args, said) => {
    expect(judge({ action, args })).toMatchObject({ verdict: 'refused', text: expect.stringMatching(said) });
  });

  it('leaves commands for others alone', () => {
    expect(judge({ target: 'aggregator' })).toEqual({ verdict: 'ignored' });
  });
});
