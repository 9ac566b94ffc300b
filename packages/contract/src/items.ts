import { z } from "zod";
import { Period } from "./periods.ts";
import { Count, Fraction, Name, Outcome, SentInstant } from "./values.ts";
import { itemSorts, MAX_PAGE, MAX_RESULTS_PER_CALL, messageKinds } from "./words.ts";

/** One item of a dataset, through all of its completed runs. */
export const ItemQuery = z.strictObject({ datasetId: z.uuid(), itemKey: Name });
export type ItemQuery = z.infer<typeof ItemQuery>;

/** Item keys of a file, to be looked for among those that a dataset has had so far. */
export const AskKnownItems = z.strictObject({
  dataset: Name,
  itemKeys: z.array(Name).min(1).max(MAX_RESULTS_PER_CALL),
});
export type AskKnownItems = z.infer<typeof AskKnownItems>;

/** How far a dataset has these items: `known` of the different keys that were asked for, in its latest `ITEM_RUNS` runs. */
export const KnownItems = z.object({
  /** Whether the name, or what it stands for, has a run. */
  exists: z.boolean(),
  /** Completed runs that were looked at. */
  runs: Count,
  known: Count,
});
export type KnownItems = z.infer<typeof KnownItems>;

const DatasetName = z.object({ id: z.uuid(), name: z.string() });

/** One answer to the item, as a strip shows it. */
const ItemAnswer = z.object({
  runId: z.uuid(),
  position: z.int(),
  completedAt: SentInstant,
  outcome: Outcome,
  score: z.number().nullable(),
  passed: z.boolean().nullable(),
  output: z.string().nullable(),
  reason: z.string().nullable(),
  error: z.string().nullable(),
});

/** How one model fared on the item with one prompt version, oldest answer first. */
const ItemStrip = z.object({
  model: z.object({ id: z.uuid(), provider: z.string(), name: z.string() }),
  prompt: z.object({ id: z.uuid(), name: z.string(), versionId: z.uuid(), version: z.int() }),
  scored: Count,
  passed: Count,
  averageScore: Fraction.nullable(),
  answers: z.array(ItemAnswer),
});

/**
 * The latest `ITEM_ANSWERS` answers to an item, by model and prompt version; `answers` is how many there are in all. Their
 * texts are cut as in lists, the item's own are whole.
 */
export const ItemHistory = z.object({
  dataset: DatasetName,
  itemKey: z.string(),
  itemName: z.string().nullable(),
  /** As the latest run asked it. */
  input: z.string().nullable(),
  expected: z.string().nullable(),
  answers: Count,
  strips: z.array(ItemStrip),
});
export type ItemHistory = z.infer<typeof ItemHistory>;

/** Which items of a dataset: the hardest, those that flip most, or those that tell no models apart. */
export const ListDatasetItems = z.strictObject({
  datasetId: z.uuid(),
  period: Period,
  sort: z.enum(itemSorts).default("hardest"),
  limit: z.int().min(1).max(MAX_PAGE).default(10),
});
export type ListDatasetItems = z.input<typeof ListDatasetItems>;

/** An item over the latest `ITEM_RUNS` runs of the window, and fewer where they have very many results. */
const DatasetItem = z.object({
  itemKey: z.string(),
  itemName: z.string().nullable(),
  input: z.string().nullable(),
  scored: Count,
  passed: Count,
  averageScore: Fraction.nullable(),
  models: Count,
  /** How often an answer passed where the one before it of the same model and prompt version failed, or the other way. */
  flips: Count,
  /** Answers that had one before them. */
  followed: Count,
});

export const DatasetItems = z.object({
  items: z.array(DatasetItem),
  /** How many items and runs were looked at. */
  totalItems: Count,
  runs: Count,
  /** Items that two or more models answered, and all always passed, or none ever did: they tell no models apart. */
  tellingNothing: Count,
});
export type DatasetItems = z.infer<typeof DatasetItems>;

/** One set of items that runs of a dataset asked, and what it changed against the set that was asked before it. */
const DatasetVersion = z.object({
  itemsHash: z.string(),
  firstCompletedAt: SentInstant,
  lastCompletedAt: SentInstant,
  runs: Count,
  items: Count,
  /** Null of the first. */
  change: z.object({ added: Count, gone: Count, changed: Count }).nullable(),
});

/** The newest first, at most `MAX_PAGE`, and fewer where they have very many items. */
export const DatasetVersions = z.object({ versions: z.array(DatasetVersion) });
export type DatasetVersions = z.infer<typeof DatasetVersions>;
export const DatasetId = z.strictObject({ datasetId: z.uuid() });
export type DatasetId = z.infer<typeof DatasetId>;

/**
 * Errors, or reasons of results that did not pass, grouped by their first line without its numbers, ids and quotations: of a
 * run, or of a dataset's latest `ITEM_RUNS` runs.
 */
export const ListMessages = z
  .strictObject({
    runId: z.uuid().optional(),
    datasetId: z.uuid().optional(),
    kind: z.enum(messageKinds),
    limit: z.int().min(1).max(MAX_PAGE).default(20),
  })
  .refine(({ runId, datasetId }) => (runId === undefined) !== (datasetId === undefined), {
    path: ["runId"],
    error: "must be said, or datasetId, and not both",
  });
export type ListMessages = z.input<typeof ListMessages>;

export const Messages = z.object({
  groups: z.array(
    z.object({
      message: z.string(),
      results: Count,
      example: z.object({ runId: z.uuid(), position: z.int() }),
    }),
  ),
  /** Groups in all, and results that have such a text. */
  totalGroups: Count,
  results: Count,
});
export type Messages = z.infer<typeof Messages>;
