import { describe, expect, it } from 'vitest';
import { barGround, layoutScene, projection, sceneViews } from './scene-geometry';

const names = Array.from({ length: 20 }, (_, index) => `Item number ${index}`);
const page = { width: 990, height: 432 };

describe('the projection', () => {
  const { x, y } = projection(sceneViews.iso)(100, 0, 0);
  it('leads items to the lower right, weekdays to the upper right and heights up', () => {
    expect([Math.sign(x), Math.sign(y)]).toEqual([1, 1]);
    const monday = projection(sceneViews.iso)(0, 0, 100);
    expect([Math.sign(monday.x), Math.sign(monday.y)]).toEqual([1, -1]);
    const top = projection(sceneViews.iso)(0, 100, 0);
    expect([top.x, Math.sign(top.y)]).toEqual([0, -1]);
  });
  it('is without perspective: twice as far is twice as long', () => {
    const far = projection(sceneViews.iso)(200, 0, 0);
    expect([far.x, far.y]).toEqual([2 * x, 2 * y]);
  });
});

describe('the layout', () => {
  it.each([
    ['of a page', page],
    ['of a frame of 640x360', { width: 608, height: 262 }],
    ['of a frame of 320x180', { width: 288, height: 110 }],
    ['of a phone', { width: 326, height: 360 }],
  ])('%s keeps every bar inside, and names apart', (_, size) => {
    const layout = layoutScene(names, size, sceneViews.iso, false);
    for (let item = 0; item < layout.items; item += 1)
      for (const weekday of [1, 7]) {
        const { x0, x1, z0, z1 } = barGround(item, weekday);
        for (const [x, z] of [x0, x1].flatMap((one) => [z0, z1].map((other) => [one, other] as const)))
          for (const y of [0, layout.rise]) {
            const point = layout.place(x, y, z);
            expect(point.x).toBeGreaterThanOrEqual(0);
            expect(point.x).toBeLessThanOrEqual(size.width);
            expect(point.y).toBeGreaterThanOrEqual(0);
            expect(point.y).toBeLessThanOrEqual(size.height);
          }
      }
    expect(layout.items).toBeGreaterThanOrEqual(4);
  });
  it('names all twenty items on a page, and fewer where they would meet', () => {
    expect(layoutScene(names, page, sceneViews.iso, false)).toMatchObject({ items: 20, labelEvery: 1 });
    const frame = layoutScene(names, { width: 608, height: 262 }, sceneViews.iso, false);
    expect(frame.items).toBeLessThan(20);
    expect(frame.labelEvery).toBe(1);
  });
  it('keeps all items in the views that are turned', () =>
    expect(layoutScene(names, page, sceneViews.top, true).items).toBe(20));
});
