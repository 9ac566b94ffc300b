import { Provenance, provenanceFields, type StartedRun, type StartRun } from "@evalboard/contract";
import { Dataset, type Em, Model, Prompt, Run } from "@evalboard/db";
import { LockMode } from "@mikro-orm/core";
import { v7 as uuid } from "uuid";
import type { z } from "zod";
import { storeDescription, withTags } from "./describe-run.ts";
import { pastInstant } from "./end-run.ts";
import { RunConflict } from "./errors.ts";
import { describeNewMetrics } from "./metric-directions.ts";
import { isOwned, type RunOwner } from "./owner.ts";
import { findOrInsertVersion } from "./prompt-versions.ts";
import { keepRevisions, setAsideRun } from "./revisions.ts";
import { findOrInsertSubject } from "./subjects.ts";
import { storableText } from "./text.ts";

type Start = z.output<typeof StartRun>;

/** Beside what is sent: by whom, when, and what is taken where nothing is said. */
interface Starting {
  readonly now: Date;
  readonly owner: RunOwner | undefined;
  readonly defaultPassMark: (em: Em) => Promise<number>;
}

/**
 * Inserts the run, or finds the one that has its `externalId`, which takes the label and the tags. Throws `RunConflict` where
 * that one is another, or not the owner's.
 */
export async function startRun(em: Em, start: Start, starting: Starting): Promise<StartedRun> {
  const { now, owner, defaultPassMark } = starting;
  const startedAt = pastInstant("startedAt", start.startedAt, now);
  // Everybody who records waits in this order: model, dataset, prompt, version, run, facts.
  const model = await findOrInsertSubject(em, Model, start.model);
  const dataset = await findOrInsertSubject(em, Dataset, start.dataset);
  const prompt = await findOrInsertSubject(em, Prompt, { name: start.prompt.name });
  const replaced = start.replace === true ? await setAsideRun(em, start.externalId, prompt, now) : null;
  if (replaced) refuseForeign(start, replaced, owner);
  const text = storableText(start.prompt.text);
  const promptVersion = await findOrInsertVersion(em, { prompt, text, startedAt, now });
  const evaluated = { model, dataset, promptVersion };
  const id = replaced?.runId ?? uuid();
  const row = { id, externalId: start.externalId, status: "running" as const, startedAt, ...evaluated };
  const inserted = await em
    .createQueryBuilder(Run)
    .insert({
      ...row,
      ...provenanceOf(start),
      // What the team calls the run it goes on being called.
      label: start.label ?? replaced?.label ?? null,
      tags: withTags(replaced?.tags ?? {}, start.tags),
      passMark: start.passMark ?? (await defaultPassMark(em)),
      scoreMetric: start.scoreMetric ?? null,
      limited: start.limited ?? false,
      revisions: replaced?.revisions ?? 0,
    })
    .onConflict("externalId")
    .ignore()
    .execute("run");
  await describeNewMetrics(em, start.metrics);
  if (inserted.affectedRows === 1) {
    if (replaced) await keepRevisions(em, replaced);
    return { runId: id, status: "running", created: replaced === null, described: false };
  }

  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
  const run = await em.findOne(Run, { externalId: start.externalId }, lock);
  // It was deleted meanwhile.
  if (!run) return startRun(em, start, starting);
  refuseForeign(start, run, owner);
  const differing = [
    run.model.id !== evaluated.model && "model",
    run.dataset.id !== evaluated.dataset && "dataset",
    run.promptVersion.id !== evaluated.promptVersion && "prompt",
    start.passMark !== undefined && run.passMark !== start.passMark && "passMark",
    start.startedAt !== undefined && run.startedAt.getTime() !== startedAt.getTime() && "startedAt",
    differsInMetric(run, start) && "scoreMetric",
    start.limited !== undefined && run.limited !== start.limited && "limited",
  ].filter((field) => field !== false);
  if (differing.length > 0) {
    throw new RunConflict(
      `externalId: "${start.externalId}" is taken by run ${run.id}, which has another ${differing.join(", ")}; ` +
        "send the same values again, another externalId, or replace: true",
    );
  }
  const described = await storeDescription(em, run, { label: start.label, tags: start.tags });
  const { unscoredItems, contentHash } = run;
  return {
    runId: run.id,
    status: run.status,
    created: false,
    described,
    ...(unscoredItems && { unscored: unscoredItems }),
    ...(run.status !== "running" && contentHash !== null && { contentHash }),
  };
}

/** Says nothing of the other's run but that its name is taken. */
function refuseForeign(
  { externalId }: Start,
  run: Pick<Run, "label" | "tags">,
  owner: RunOwner | undefined,
): void {
  if (!owner || isOwned(run, owner)) return;
  throw new RunConflict(`externalId: "${externalId}" is taken by a run of others; send another externalId`);
}

/** What is not stored is not contradicted: earlier importers did not read what the score is. */
export function differsInMetric(run: Pick<Run, "scoreMetric">, { scoreMetric }: Start): boolean {
  return scoreMetric !== undefined && run.scoreMetric !== null && run.scoreMetric !== scoreMetric;
}

/** Where the run comes from, null where nobody said it. */
function provenanceOf(start: Start): Provenance {
  return Provenance.parse(Object.fromEntries(provenanceFields.map((field) => [field, start[field] ?? null])));
}
