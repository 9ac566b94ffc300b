import { type DescribeRun, type RunDetail, Tags } from "@evalboard/contract";
import { type Em, Run } from "@evalboard/db";
import type { z } from "zod";
import { InvalidRun } from "./errors.ts";
import { getRun, lockRun } from "./run-row.ts";
import { sameEntries } from "./storable-result.ts";

/** What the team calls a run. */
type Description = Omit<z.output<typeof DescribeRun>, "runId">;

/** Sets or takes away the label and tags of a run that is running or has ended. Throws `InvalidRun` for too many tags. */
export async function describeRun(
  em: Em,
  { runId, ...description }: z.output<typeof DescribeRun>,
): Promise<RunDetail> {
  await storeDescription(em, await lockRun(em, runId), description);
  return getRun(em, runId);
}

/** The same of a run that is locked. Gives whether it changed anything. */
export async function storeDescription(em: Em, run: Run, { label, tags }: Description): Promise<boolean> {
  const changed = {
    label: label === undefined ? run.label : label,
    tags: tags === undefined ? run.tags : withTags(run.tags, tags),
  };
  if (changed.label === run.label && sameEntries(changed.tags, run.tags)) return false;
  await em.nativeUpdate(Run, run.id, changed);
  return true;
}

type RunTags = Readonly<Record<string, string>>;

/** The stored tags with those given set, or taken away. Throws `InvalidRun` for too many. */
export function withTags(stored: RunTags, given: Readonly<Record<string, string | null>>): RunTags {
  const entries = Object.entries({ ...stored, ...given }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  const parsed = Tags.safeParse(Object.fromEntries(entries));
  if (!parsed.success) throw new InvalidRun(`tags: ${parsed.error.issues[0]?.message ?? "are not valid"}`);
  return parsed.data;
}
