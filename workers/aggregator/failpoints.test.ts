import { spawnSync } from 'node:child_process';
import { expect, it, vi } from 'vitest';
import { aggregatorSettings } from '@/lib/config/aggregator-settings';
import { createFailpoints } from './failpoints';

it('strikes at the chosen place the chosen time, and never otherwise', () => {
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
  const failpoint = createFailpoints(aggregatorSettings.failpoints.parse('in-transaction:kill@2, after-commit:stop'));
  failpoint('in-transaction');
  failpoint('before-begin');
  expect(kill).not.toHaveBeenCalled();
  failpoint('in-transaction');
  failpoint('in-transaction');
  failpoint('after-commit');
  expect(kill.mock.calls).toEqual([
    [process.pid, 'SIGKILL'],
    [process.pid, 'SIGSTOP'],
  ]);
  kill.mockRestore();
});

it('is refused where it cannot be understood', () => {
  expect(aggregatorSettings.failpoints.parse('')).toEqual([]);
  expect(() => aggregatorSettings.failpoints.parse('in-transaction:explode')).toThrow('is not a list like');
  expect(() => aggregatorSettings.unsafe.parse('always')).toThrow('off, cursor-apart, no-fence');
});

it('ends a real process without a last word', () => {
  const script =
    "import('./workers/aggregator/failpoints').then(({ createFailpoints }) => { createFailpoints([{ point: 'after-commit', action: 'kill', nth: 1 }])('after-commit'); console.log('alive'); })";
  const { signal, stdout } = spawnSync(process.execPath, ['--import', 'tsx', '-e', script], { encoding: 'utf8' });
  expect({ signal, stdout }).toEqual({ signal: 'SIGKILL', stdout: '' });
});
