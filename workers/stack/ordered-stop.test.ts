import { expect, it } from 'vitest';
import { createOrderedStop, type Stoppable } from './ordered-stop';

const recorder = () => {
  const stopped: string[] = [];
  const part = (name: string): Stoppable => ({
    stop: async () => {
      stopped.push(name);
    },
  });
  return { stopped, part };
};

it('stops what was started in reverse order, once', async () => {
  const { stopped, part } = recorder();
  const ordered = createOrderedStop(() => undefined);
  for (const name of ['database', 'worker', 'page']) void ordered.add(name, Promise.resolve(part(name)));
  await Promise.all([ordered.stopAll(), ordered.stopAll()]);
  expect(stopped).toEqual(['page', 'worker', 'database']);
  expect(ordered.signal.aborted).toBe(true);
});

it('waits for a part that is still starting, so that it is not left behind', async () => {
  const { stopped, part } = recorder();
  const ordered = createOrderedStop(() => undefined);
  let started = (_part: Stoppable): void => undefined;
  void ordered.add('slow', new Promise<Stoppable>((resolve) => (started = resolve)));
  const stopping = ordered.stopAll();
  started(part('slow'));
  await stopping;
  expect(stopped).toEqual(['slow']);
});

it('goes on when a part failed to start or to stop, and says what did not stop', async () => {
  const { stopped, part } = recorder();
  const troubles: string[] = [];
  const ordered = createOrderedStop((sentence) => troubles.push(sentence));
  void ordered.add('first', Promise.resolve(part('first')));
  ordered.add('broken', Promise.reject(new Error('no start'))).catch(() => undefined);
  void ordered.add('stuck', Promise.resolve({ stop: () => Promise.reject(new Error('no stop')) }));
  await ordered.stopAll();
  expect(stopped).toEqual(['first']);
  expect(troubles).toEqual(['stuck did not stop cleanly: Error: no stop']);
});
