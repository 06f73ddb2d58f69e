import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LatencySketch } from './latency-sketch';
import { SketchCounts, unpackSketch } from './packed-sketch';

it('a sketch that was packed in any parts is the sketch of everything', () => {
  const latencies = fc.array(fc.double({ min: 0, max: 1e10, noNaN: true }), { maxLength: 30 });
  fc.assert(
    fc.property(fc.array(latencies, { maxLength: 5 }), (parts) => {
      const all = new LatencySketch();
      const counts = new SketchCounts();
      for (const part of parts) {
        const sketch = new LatencySketch();
        for (const ms of part) sketch.add(ms);
        all.merge(sketch);
        const piece = new SketchCounts();
        piece.add(sketch.toSparse());
        counts.merge(piece);
      }
      expect(unpackSketch(counts.pack(), counts.sumUnits)).toEqual(all.toSparse());
      expect(unpackSketch(counts.pack().map(BigInt).reverse(), `${counts.sumUnits}`)).toEqual(all.toSparse());
    }),
  );
});
