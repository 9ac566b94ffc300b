import { z } from "zod";

/** One line of a samples file: an item as one filter read its answers. Scores stand beside these by the metric's name. */
export const SampleLine = z.looseObject({
  doc_id: z.union([z.int(), z.string()]).nullish(),
  doc: z.unknown().optional(),
  target: z.unknown().optional(),
  arguments: z.unknown().optional(),
  filtered_resps: z.unknown().optional(),
  /** Absent from older files, which hold one filter's lines alone. */
  filter: z.string().default("none"),
  doc_hash: z.string().nullish(),
});
export type SampleLine = z.infer<typeof SampleLine>;
