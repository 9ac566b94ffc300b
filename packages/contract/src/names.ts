import { z } from "zod";
import { Count, Name, SentInstant } from "./values.ts";
import { nameKinds } from "./words.ts";

// What the team calls its models, datasets and prompts. A name that is changed, or merged into another, goes on standing
// for its runs: they stay as they were recorded, and every figure, list and later recording follows the alias.

export const NameKind = z.enum(nameKinds);
export type NameKind = z.infer<typeof NameKind>;

/** A name as it is shown. `provider` is null where the kind has none. */
export const SubjectName = z.object({ id: z.uuid(), provider: z.string().nullable(), name: z.string() });
export type SubjectName = z.infer<typeof SubjectName>;

/** What the subject is to be called: the name of another, into which it is merged, or one that is new. */
export const RenameSubject = z
  .strictObject({
    kind: NameKind,
    id: z.uuid(),
    /** Only of a model; its own where nothing is said. */
    provider: Name.optional(),
    name: Name,
  })
  .refine(({ kind, provider }) => provider === undefined || kind === "model", {
    path: ["provider"],
    error: "must be left out: only a model has a provider",
  });
export type RenameSubject = z.input<typeof RenameSubject>;

/** What a renaming would do. */
export const RenamePreview = z.object({
  kind: NameKind,
  from: SubjectName,
  /** Its id is null where the name is new, or no run stands under it. */
  to: SubjectName.extend({ id: z.uuid().nullable() }),
  /** Runs that would stand under the other name, of every status, and those that stand there already. */
  movedRuns: Count,
  presentRuns: Count,
  /** Of a prompt: versions that move, and those of them whose text the other has too and which become one. */
  movedVersions: Count,
  sharedVersions: Count,
});
export type RenamePreview = z.infer<typeof RenamePreview>;

/** A renaming that was made. */
export const Renaming = z.object({
  id: z.uuid(),
  kind: NameKind,
  from: SubjectName,
  to: SubjectName,
  at: SentInstant,
  /** Whether it merged the subject into one that had runs. */
  merged: z.boolean(),
  /** Whether it can be undone now: no newer one has moved the same names again. */
  undoable: z.boolean(),
});
export type Renaming = z.infer<typeof Renaming>;

export const UndoRenaming = z.strictObject({ renamingId: z.uuid() });
export type UndoRenaming = z.infer<typeof UndoRenaming>;

/** Two names that are likely of one subject, and why: what they differ in. */
export const LikelySame = z.object({
  kind: NameKind,
  /** The one with fewer runs, which would move. */
  from: SubjectName.extend({ runs: Count }),
  to: SubjectName.extend({ runs: Count }),
  differsIn: z.enum(["case or separators", "a date", "the provider"]),
});
export type LikelySame = z.infer<typeof LikelySame>;

/** Which way of a metric is better, as somebody says it; null where it is to be unsaid. */
export const DescribeMetric = z.strictObject({ name: Name, higherIsBetter: z.boolean().nullable() });
export type DescribeMetric = z.infer<typeof DescribeMetric>;
