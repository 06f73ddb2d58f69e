import { z } from 'zod';

/** What `/api/panels` answers: every panel there is. */
export const panelIndexSchema = z.object({
  panels: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      unit: z.string(),
      source: z.enum(['live', 'stored']),
      /** What it shows and how it is computed. */
      explanation: z.string(),
      /** Pixels. */
      defaultSize: z.object({ width: z.number(), height: z.number() }),
      /** Of the files of a report, without ending. */
      fileName: z.string(),
      parameters: z.array(
        z.object({
          name: z.string(),
          description: z.string(),
          /** First = default; null = free text. */
          values: z.array(z.string()).readonly().nullable(),
        }),
      ),
    }),
  ),
});
export type PanelIndex = z.infer<typeof panelIndexSchema>;
export type IndexedPanel = PanelIndex['panels'][number];
