import {
  type ComparedRecord,
  type CompareRecorded,
  type DifferingFact,
  type DifferingResults,
  type StartRun,
} from "@evalboard/contract";
import { type Em, Run, RunResult } from "@evalboard/db";
import type { Loaded } from "@mikro-orm/core";
import type { z } from "zod";
import { keyOf, refuseTwins } from "./add-results.ts";
import { NotFound } from "./errors.ts";
import { isOwned, type RunOwner } from "./owner.ts";
import { cut } from "./result-row.ts";
import { differsInMetric } from "./start-run.ts";
import {
  contradictions,
  type ResultField,
  type StorableResult,
  storableResult,
  takesScore,
} from "./storable-result.ts";
import { storableText } from "./text.ts";

/** Throws `NotFound` where no run has this `externalId`, or none of the owner's. */
export async function compareRecorded(
  em: Em,
  { start, results }: z.output<typeof CompareRecorded>,
  owner?: RunOwner,
): Promise<ComparedRecord> {
  const { externalId } = start;
  const run = await em.findOne(Run, { externalId }, { populate: relations });
  if (!run || (owner && !isOwned(run, owner)))
    throw new NotFound(`start.externalId: no run is called "${externalId}"`);
  const sent = results.map((result) => storableResult(result, run.passMark));
  refuseTwins(sent);
  return {
    runId: run.id,
    status: run.status,
    stored: run.totalItems ?? (await em.count(RunResult, { run: run.id })),
    facts: differingFacts(run, start),
    ...tally(
      await storedResults(em, run.id, sent),
      sent,
      results.map(({ passed }) => passed),
      run.textsRemovedAt !== null,
    ),
    ...(run.textsRemovedAt && { textsRemovedAt: run.textsRemovedAt.toISOString() }),
  };
}

const relations = ["model", "dataset", "promptVersion.prompt"] as const;

/** What was left out when the run is sent again is not compared. */
function differingFacts(
  run: Loaded<Run, (typeof relations)[number]>,
  start: z.output<typeof StartRun>,
): DifferingFact[] {
  const { model, dataset, promptVersion: version } = run;
  const { startedAt, passMark, limited } = start;
  const text = storableText(start.prompt.text);
  const facts = [
    fact("model", `${model.$.provider}/${model.$.name}`, `${start.model.provider}/${start.model.name}`),
    fact("dataset", dataset.$.name, start.dataset.name),
    fact("prompt", version.$.prompt.$.name, start.prompt.name),
    fact("prompt text", cut(version.$.text), cut(text), version.$.text !== text),
    fact("passMark", run.passMark, passMark),
    fact("startedAt", run.startedAt.toISOString(), startedAt),
    fact("limited", run.limited, limited),
    fact("scoreMetric", run.scoreMetric, start.scoreMetric, differsInMetric(run, start)),
  ];
  return facts.filter((found) => found !== null);
}

function fact<Value extends DifferingFact["stored"]>(
  field: string,
  stored: Value,
  sent: Value | undefined,
  differs = stored !== sent,
): DifferingFact | null {
  return sent === undefined || !differs ? null : { field, stored, sent };
}

async function storedResults(em: Em, run: string, sent: readonly StorableResult[]) {
  const itemKeys = [...new Set(sent.map(({ itemKey }) => itemKey))];
  const where = { run, itemKey: { $in: itemKeys } };
  const rows = itemKeys.length === 0 ? [] : await em.find(RunResult, where, { populate: ["transcript"] });
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** `verdicts` are those of the tool, null where it gave none. */
function tally(
  stored: ReadonlyMap<string, RunResult>,
  sent: readonly StorableResult[],
  verdicts: readonly (boolean | null)[],
  areTextsRemoved: boolean,
): Pick<ComparedRecord, "same" | "late" | "added" | "different" | "differing"> {
  const counts = { same: 0, late: 0, added: 0, different: 0 };
  const differing = new Map<ResultField, DifferingResults>();
  for (const [index, result] of sent.entries()) {
    const before = stored.get(keyOf(result));
    const fields = before ? differingFields(before, result, verdicts[index] ?? null, areTextsRemoved) : [];
    if (!before) counts.added += 1;
    else if (fields.length > 0) counts.different += 1;
    else counts[takesScore(before, result) ? "late" : "same"] += 1;
    for (const field of before ? fields : []) {
      const known = differing.get(field);
      differing.set(field, { ...(known ?? exampleOf(field, before, result)), n: (known?.n ?? 0) + 1 });
    }
  }
  return { ...counts, differing: [...differing.values()] };
}

/** A verdict is compared where the tool gave it and the score does not tell the two apart already. */
function differingFields(
  stored: RunResult,
  sent: StorableResult,
  verdict: boolean | null,
  areTextsRemoved: boolean,
): ResultField[] {
  const fields = contradictions(stored, sent, areTextsRemoved);
  const ofVerdict = verdict !== null && stored.score === sent.score && stored.passed !== verdict;
  return ofVerdict ? [...fields, "passed"] : fields;
}

function exampleOf(
  field: ResultField,
  stored: RunResult | undefined,
  { itemKey, repeat, ...sent }: StorableResult,
): DifferingResults {
  const shown = (value: RunResult[ResultField] | undefined) =>
    typeof value === "number" || typeof value === "boolean"
      ? value
      : cut(typeof value === "string" ? value : value ? JSON.stringify(value) : null);
  return {
    field,
    n: 0,
    example: {
      itemKey,
      itemName: cut(sent.itemName ?? sent.input),
      repeat,
      stored: shown(stored?.[field]),
      sent: shown(sent[field]),
    },
  };
}
