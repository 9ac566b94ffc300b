import { z } from "zod";
import { Count } from "./values.ts";
import { MAX_NAME_LENGTH } from "./words.ts";

/** Which models, datasets, prompts, labels and tags: those with `text` in a name, whatever its case, or all. */
export const ListCatalogue = z.strictObject({
  text: z.string().trim().min(1).max(MAX_NAME_LENGTH).optional(),
  /** Most rows of each kind. */
  limit: z.int().min(1).max(500).default(100),
});
export type ListCatalogue = z.input<typeof ListCatalogue>;

/**
 * What there is to choose from, each with how many of the latest `CATALOGUE_RUNS` completed runs it has (0 where all are
 * older), those with the most first. Of labels and tags there are those that these runs have.
 */
export const Catalogue = z.object({
  models: z.array(z.object({ id: z.uuid(), provider: z.string(), name: z.string(), runs: Count })),
  datasets: z.array(z.object({ id: z.uuid(), name: z.string(), runs: Count })),
  prompts: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      runs: Count,
      /** Newest first. */
      versions: z.array(z.object({ id: z.uuid(), number: z.int(), runs: Count })),
    }),
  ),
  labels: z.array(z.object({ label: z.string(), runs: Count })),
  tags: z.array(z.object({ name: z.string(), value: z.string(), runs: Count })),
});
export type Catalogue = z.infer<typeof Catalogue>;
