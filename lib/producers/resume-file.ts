import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { madeCatalogue } from '../db/made-catalogue';
import { createRatingGenerator, type RatingGenerator, ratingGeneratorStateSchema } from '../streams/ratings/generate';

const resumeSchema = z.object({
  v: z.literal(1),
  generator: ratingGeneratorStateSchema,
  /** Under which the outbox had accepted `accepted` ratings when the state was taken. */
  producerId: z.string(),
  accepted: z.int().nonnegative(),
});
type ResumeFile = z.infer<typeof resumeSchema>;

const fileIn = (directory: string): string => join(directory, 'ratings-state.json');

export function writeResumeFile(directory: string, state: Omit<ResumeFile, 'v'>): void {
  const file = fileIn(directory);
  writeFileSync(`${file}.new`, JSON.stringify({ v: 1, ...state }));
  renameSync(`${file}.new`, file);
}

/**
 * The generator of the run that ended in this outbox, behind the last rating that was accepted: what was accepted after
 * its state had been stored is drawn again and thrown away. null where no run left a state.
 */
export function resumeRatings(
  directory: string,
  now: { readonly producerId: string; readonly accepted: number },
): RatingGenerator | null {
  const stored = readResumeFile(directory);
  if (stored === null) return null;
  const generator = createRatingGenerator({ films: madeCatalogue(), resumeFrom: stored.generator });
  const since = stored.producerId === now.producerId ? now.accepted - stored.accepted : 0;
  for (let skipped = 0; skipped < since; skipped++) generator.draw();
  return generator;
}

function readResumeFile(directory: string): ResumeFile | null {
  let text: string;
  try {
    text = readFileSync(fileIn(directory), 'utf8');
  } catch {
    return null;
  }
  return resumeSchema.parse(JSON.parse(text));
}
