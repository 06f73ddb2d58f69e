import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testGauges } from '@/components/live/test-display';
import { pushApart } from './push-apart';
import { ribbonLayout } from './ribbon-layout';
import { statusItems } from './status-items';

describe('pushApart', () => {
  it('keeps order, gap and range whenever there is room', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 250 }), { minLength: 1, maxLength: 6 }), (wanted) => {
        const placed = pushApart(wanted, 16, 0, 200);
        const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
        for (const [i, index] of order.entries()) {
          expect(placed[index]).toBeGreaterThanOrEqual(0);
          expect(placed[index]).toBeLessThanOrEqual(200);
          if (i > 0) expect(placed[index]! - placed[order[i - 1]!]!).toBeGreaterThanOrEqual(16);
        }
      }),
    );
  });

  it('moves nothing that is apart already', () => expect(pushApart([10, 60, 90], 16, 0, 100)).toEqual([10, 60, 90]));
});

describe('ribbonLayout', () => {
  const annotation = (atMs: number, text: string) =>
    ({ id: `${atMs}`, atMs, untilMs: null, type: 'start', text, stream: null }) as const;
  const lay = (times: readonly number[], text = 'orders producer started') =>
    ribbonLayout({ annotations: times.map((atMs) => annotation(atMs, text)), fromMs: 0, toMs: 1_000, widthPx: 1_000 });

  it('turns a text left of its glyph near the right edge', () => {
    expect(lay([990]).map((entry) => [entry.flipped, entry.labelled])).toEqual([[true, true]]);
    expect(lay([100])[0]?.flipped).toBe(false);
  });

  it('lets what happened at one place stand together, with how many there are', () => {
    expect(lay([500, 501, 502, 700]).map((entry) => [entry.x, entry.text])).toEqual([
      [502, 'orders producer started and 2 more'],
      [700, 'orders producer started'],
    ]);
  });

  it('shows everything once, but never two texts over each other', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_000 }), { maxLength: 12 }), (times) => {
        const entries = lay(times);
        const more = entries.map((entry) => Number(/ and (\d+) more$/.exec(entry.text)?.[1] ?? 0));
        expect(more.reduce((sum, count) => sum + 1 + count, 0)).toBe(times.length);
        const boxes = entries
          .filter((entry) => entry.labelled)
          .map((entry) => ({
            lane: entry.lane,
            from: entry.flipped ? entry.x - 210 : entry.x,
            to: entry.flipped ? entry.x : entry.x + 210,
          }));
        for (const [i, one] of boxes.entries())
          for (const other of boxes.slice(i + 1))
            expect(one.lane !== other.lane || one.to <= other.from || other.to <= one.from).toBe(true);
      }),
    );
  });
});

describe('statusItems', () => {
  const named = (status: Parameters<typeof statusItems>[0], name: string) =>
    statusItems(status).find((item) => item.name === name);

  it('tells down from not measured', () => {
    expect(named({ ...testGauges.status, database: { up: false, commitMs: null } }, 'Database')).toMatchObject({
      status: 'crit',
      value: 'does not answer',
    });
    expect(statusItems(null).every((item) => item.status === 'unknown' && item.value === '–')).toBe(true);
  });

  it('puts halted partitions first, with the reason', () => {
    const halted = [{ topic: 'orders', partition: 3, reason: 'the topic was recreated' }];
    expect(statusItems({ ...testGauges.status, halted })[0]).toMatchObject({
      name: 'Halted',
      status: 'crit',
      value: 'orders/3: the topic was recreated',
    });
  });

  it('counts brokers that are missing', () => {
    expect(named({ ...testGauges.status, brokers: { up: 2, known: 3 } }, 'Brokers')).toMatchObject({
      status: 'warn',
      value: '2 of 3',
    });
    expect(named({ ...testGauges.status, brokers: { up: 0, known: 1 } }, 'Brokers')?.status).toBe('crit');
  });
});
