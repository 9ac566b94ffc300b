import { ITEM_RUNS, type ListMessages, type Messages } from "@evalboard/contract";
import { type Em, Run, RunResult } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";
import { requireRun } from "../run-row.ts";
import { COUNTED_RESULTS, latestRuns, memberResults, requireDataset } from "./dataset-runs.ts";

type Query = z.output<typeof ListMessages>;

/**
 * Why calls broke, or what graders said of answers that did not pass: of one run, whatever its status, or of a dataset's
 * latest runs. A message is a text's first line, where … stands for what tells one case of it from another. The most
 * frequent first; the example is of the latest run.
 */
export async function listMessages(em: Em, { runId, datasetId, kind, limit }: Query): Promise<Messages> {
  const lines = memberResults(em)
    .select([
      firstLine(textOf[kind]).as("line"),
      sql`count(*)`.as("results"),
      sql`min(array[member.place, result.position])`.as("example"),
    ])
    .where(isTold[kind])
    .groupBy(sql`1`);
  // Each line once: taking it apart costs more than all else.
  const messages = em
    .createQueryBuilder(RunResult)
    .from(lines, "told")
    .select([
      withoutParticulars(sql`told.line`, kind).as("message"),
      sql`sum(told.results)`.as("results"),
      sql`min(told.example)`.as("example"),
    ])
    .groupBy(sql`1`);
  const rows = await em
    .createQueryBuilder(RunResult)
    .with("members", await membersOf(em, runId, datasetId))
    .from(messages, "message")
    .select([
      sql`message.message`.as("message"),
      sql`message.results::int`.as("results"),
      sql`(select member.id from members member where member.place = message.example[1])`.as("runId"),
      sql`message.example[2]`.as("position"),
      sql`(count(*) over ())::int`.as("totalGroups"),
      sql`(sum(message.results) over ())::int`.as("allResults"),
    ])
    .orderBy([{ [sql`message.results`]: "desc" }, { [sql`message.message collate "C"`]: "asc" }])
    .limit(limit)
    .execute<unknown>("all", false);
  const found = MessageRow.array().parse(rows);
  return {
    groups: found.map(({ message, results, ...row }) => ({
      message,
      results,
      example: { runId: row.runId, position: row.position },
    })),
    totalGroups: found[0]?.totalGroups ?? 0,
    results: found[0]?.allResults ?? 0,
  };
}

const MessageRow = z.object({
  message: z.string(),
  results: z.int(),
  runId: z.uuid(),
  position: z.int(),
  totalGroups: z.int(),
  allResults: z.int(),
});

async function membersOf(em: Em, runId: string | undefined, datasetId: string | undefined) {
  if (datasetId !== undefined) {
    const dataset = await requireDataset(em, datasetId);
    return latestRuns(em, dataset, { window: null, runs: ITEM_RUNS, results: COUNTED_RESULTS });
  }
  const id = runId ?? "";
  await requireRun(em, id);
  return em
    .createQueryBuilder(Run, "run")
    .select(["run.id", sql`1`.as("place")])
    .where({ id });
}

const textOf = { error: sql`result.error`, reason: sql`result.reason` } as const;
const isTold = {
  error: sql`result.error ~ '\\S'`,
  reason: sql`result.reason ~ '\\S' and result.passed is false`,
} as const;

/** Of a longer line its beginning. */
const LINE_LENGTH = 300;
const firstLine = (text: RawQueryFragment) =>
  sql`left(substring(${text} from '\\S[^\\r\\n]*'), ${LINE_LENGTH}::int)`;

const uuids = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const quoted = { double: '"[^"]*"', back: "`[^`]*`", single: "(?<!\\w)'[^']*'(?!\\w)" } as const;
/** Such as `req_011CSdXyzABC`. */
const ids = "\\m(?=\\w*\\d)(?=\\w*[a-z])\\w{12,}\\M";
const numbers = "(?<!\\d)\\d+([.,:]\\d+)*";
/** Statuses of HTTP tell errors apart. */
const numbersButStatuses = `(?<!\\d)(?![45]\\d\\d\\M)\\d+([.,:]\\d+)*`;

function withoutParticulars(line: RawQueryFragment, kind: Query["kind"]): RawQueryFragment {
  const replacing = [
    [uuids, "…"],
    [quoted.double, '"…"'],
    [quoted.back, "`…`"],
    [quoted.single, "'…'"],
    [ids, "…"],
    [kind === "error" ? numbersButStatuses : numbers, "…"],
  ] as const;
  return replacing.reduce<RawQueryFragment>(
    (text, [pattern, by]) => sql`regexp_replace(${text}, ${pattern}::text, ${by}::text, 'gi')`,
    line,
  );
}
