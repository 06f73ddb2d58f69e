import { describe, expect, it } from 'vitest';
import { readBoardParameters } from './board-parameters';

const known = (id: string) => /^p\d+$/.test(id);
const read = (search: Record<string, string | string[]>) => readBoardParameters(search, known);

describe('readBoardParameters', () => {
  it('keeps the order and takes each panel once', () => {
    expect(read({ panels: 'p2,p1, p2' })).toEqual({ panels: ['p2', 'p1'], columns: 2, warnings: [] });
    expect(read({ panels: ['p1', 'p3'] }).panels).toEqual(['p1', 'p3']);
  });
  it('leaves out what is no panel and says so', () => {
    expect(read({ panels: 'p1,constructor' })).toEqual({
      panels: ['p1'],
      columns: 1,
      warnings: ['panels names no panel with constructor'],
    });
  });
  it('holds twelve at most, in up to four columns', () => {
    const many = read({ panels: Array.from({ length: 20 }, (_, index) => `p${index}`).join(',') });
    expect([many.panels.length, many.columns, many.warnings]).toEqual([12, 4, ['panels may name 12 at most']]);
    expect(read({ panels: 'p1,p2', cols: '1' }).columns).toBe(1);
    expect(read({ panels: 'p1,p2', cols: '9' })).toMatchObject({
      columns: 2,
      warnings: ['cols must be a number from 1 to 4'],
    });
  });
  it('does not pass over a snapshot in silence', () => {
    expect(read({ panels: 'p1', frozen: 'abc' }).warnings).toEqual([
      'frozen is for single panels: a board moves until it is sent freeze',
    ]);
  });
  it('is empty without a word', () => expect(read({})).toEqual({ panels: [], columns: 0, warnings: [] }));
});
