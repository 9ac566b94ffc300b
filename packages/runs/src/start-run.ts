import type { StartedRun, StartRun } from "@evalboard/contract";
import { type Em, Run } from "@evalboard/db";
import { v7 as uuid } from "uuid";
import type { z } from "zod";
import { datasetId, modelId, promptVersionId } from "./catalogue.ts";
import { pastInstant } from "./clock.ts";
import { RunConflict } from "./errors.ts";
import { storableText } from "./text.ts";

type Start = z.output<typeof StartRun>;

/** Inserts the run, or finds the one that has its `externalId`. Throws `RunConflict` where that one is another. */
export async function startRun(em: Em, start: Start, now: Date): Promise<StartedRun> {
  const startedAt = pastInstant("startedAt", start.startedAt, now);
  const prompt = { name: start.prompt.name, text: storableText(start.prompt.text) };
  const evaluated = {
    model: await modelId(em, start.model),
    dataset: await datasetId(em, start.dataset.name),
    promptVersion: await promptVersionId(em, prompt, now),
  };
  const id = uuid();
  const row = { id, externalId: start.externalId, status: "running" as const, startedAt, ...evaluated };
  const inserted = await em
    .qb(Run)
    .insert({ ...row, ...provenanceOf(start) })
    .onConflict("externalId")
    .ignore()
    .execute("run");
  if (inserted.affectedRows === 1) return { runId: id, status: "running", created: true };

  const run = await em.findOneOrFail(Run, { externalId: start.externalId });
  const differing = [
    run.model.id !== evaluated.model && "model",
    run.dataset.id !== evaluated.dataset && "dataset",
    run.promptVersion.id !== evaluated.promptVersion && "prompt",
    start.startedAt !== undefined && run.startedAt.getTime() !== startedAt.getTime() && "startedAt",
  ].filter((field) => field !== false);
  if (differing.length > 0) {
    throw new RunConflict(
      `externalId: "${start.externalId}" is taken by run ${run.id}, which has another ${differing.join(", ")}; ` +
        "send the same values again, or another externalId",
    );
  }
  return { runId: run.id, status: run.status, created: false };
}

/** Where the run comes from: said once, and not what tells one run from another. */
function provenanceOf({ source, sourceFile, commit, label }: Start) {
  return {
    source: source ?? null,
    sourceFile: sourceFile ?? null,
    commit: commit ?? null,
    label: label ?? null,
  };
}
