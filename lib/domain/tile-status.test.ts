import { describe, expect, it } from 'vitest';
import { errorStatus, latencyStatus, throughputStatus } from './tile-status';

describe('the status of a tile', () => {
  it('is unknown for what was not measured, whatever the tile', () => {
    expect([latencyStatus('ackP95', null), throughputStatus(null, true), errorStatus(null, 10)]).toEqual(
      Array(3).fill('unknown'),
    );
  });

  it('follows the bounds of a latency', () => {
    expect([1_000, 1_001, 5_000, 5_001].map((ms) => latencyStatus('endToEndP95', ms))).toEqual([
      'ok',
      'warn',
      'warn',
      'crit',
    ]);
  });

  it('takes a zero for a standstill only while somebody sends', () => {
    expect(throughputStatus(0, true)).toBe('crit');
    expect(throughputStatus(0, false)).toBe('ok');
    expect(throughputStatus(50, true)).toBe('ok');
  });

  it('takes more errors than one record in twenty for a fault of ours', () => {
    expect([0, 1, 5, 6].map((errors) => errorStatus(errors, 100))).toEqual(['ok', 'warn', 'warn', 'crit']);
  });
});
