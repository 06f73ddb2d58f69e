import { describe, expect, it } from 'vitest';
import { streams } from '@/lib/contracts/streams';
import { composeGroups, topicsToMeasure } from './compose-groups';

const ends = [0, 1].map((partition) => ({ topic: 'orders', partition, lowOffset: 5n, endOffset: 100n }));
const foreign = {
  group: 'billing',
  state: 'Stable',
  members: 2,
  committed: [{ topic: 'invoices', partition: 0, offset: 7n }],
};
const invoices = { topic: 'invoices', partition: 0, lowOffset: 0n, endOffset: 9n };

describe('composeGroups', () => {
  it('measures our group by the database cursor, from the low offset where nobody has begun', () => {
    const cursors = [{ topic: 'orders', partition: 0, nextOffset: 90n }];
    const own = {
      group: 'ours',
      state: 'Stable',
      members: 1,
      committed: [{ topic: 'orders', partition: 0, offset: 80n }],
    };
    const [group] = composeGroups({ ownGroup: 'ours', groups: [own], cursors, ends });
    expect(group?.partitions).toEqual([
      { topic: 'orders', partition: 0, lowOffset: '5', endOffset: '100', committedOffset: '80', cursorOffset: '90' },
      { topic: 'orders', partition: 1, lowOffset: '5', endOffset: '100', committedOffset: null, cursorOffset: '5' },
    ]);
  });

  it('has no cursor while the database does not answer', () => {
    const [group] = composeGroups({ ownGroup: 'ours', groups: [], cursors: null, ends });
    expect(group).toMatchObject({ group: 'ours', state: 'Dead', members: 0, internal: false });
    expect(group?.partitions.map(({ cursorOffset }) => cursorOffset)).toEqual([null, null]);
  });

  it('gives other groups their committed partitions alone, and marks our plumbing', () => {
    const gateway = { group: 'streamscope.gateway.1f', state: 'Stable', members: 1, committed: [] };
    const groups = composeGroups({
      ownGroup: 'ours',
      groups: [foreign, gateway],
      cursors: [],
      ends: [...ends, invoices],
    });
    expect(groups.map(({ group, internal, partitions }) => [group, internal, partitions.length])).toEqual([
      ['billing', false, 1],
      ['streamscope.gateway.1f', true, 0],
      ['ours', false, 2],
    ]);
    expect(groups[0]?.partitions[0]).toMatchObject({ committedOffset: '7', cursorOffset: null });
  });

  const ratings = { topic: 'ratings', partition: 0, lowOffset: 0n, endOffset: 1_000n };
  const measured = (cursors: Parameters<typeof composeGroups>[0]['cursors']) =>
    composeGroups({ ownGroup: 'ours', groups: [], cursors, ends: [...ends, ratings] })[0]?.partitions.map(
      ({ topic }) => topic,
    );

  it('counts nothing as lag of a stream that nobody has begun to consume', () => {
    expect(measured([{ topic: 'orders', partition: 0, nextOffset: 90n }])).toEqual(['orders', 'orders']);
  });

  it('counts every stream while nothing was consumed at all, or nobody can tell', () => {
    expect(measured([])).toEqual(['orders', 'orders', 'ratings']);
    expect(measured(null)).toEqual(['orders', 'orders', 'ratings']);
  });

  it('needs the ends of our topics and of every topic a group has offsets of', () => {
    const ours = Object.values(streams).flatMap((stream) => stream.topics);
    expect([...topicsToMeasure([foreign])].sort()).toEqual(['invoices', ...ours].sort());
  });
});
