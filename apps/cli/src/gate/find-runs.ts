import {
  type ComparedItemPage,
  type CompareRuns,
  type Comparison,
  type JudgedTogether,
  type JudgeTogether,
  type ListComparedItems,
  type ListRuns,
  type RunDetail,
  RunId,
  type RunPage,
  type RunRow,
} from "@evalboard/contract";
import { within } from "../command.ts";
import { CommandFault, isAbsent } from "../faults.ts";
import { type Tags, wordTags } from "../tags.ts";

/** Which runs somebody means: those that a reference names, or all where none is given, and of them those with all tags. */
export interface Chosen {
  /** Ids, external ids or labels. */
  readonly references: readonly string[];
  readonly tags: Tags;
}

/** Throws `CommandFault` where a run that was named is none of those that were asked for. */
export function checkTags(flag: string, { externalId, tags }: RunRow, wanted: Tags): void {
  const missing = wordTags(wanted).filter((pair) => !wordTags(tags).includes(pair));
  if (missing.length > 0)
    throw new CommandFault(`${flag}: the run ${externalId} has not ${missing.join(", ")}`);
}

type Runs = GatingClient["runs"];

/** Runs to judge, each once, and what is to be said of others. */
interface Found {
  readonly runs: readonly RunRow[];
  readonly notes: readonly string[];
}

/**
 * The runs that are meant: of each reference the one of this external id or id, else those of this label, of each model,
 * dataset and prompt the one that was started last. Throws `CommandFault` where there is none.
 */
export async function findRuns(runs: Runs, { references, tags }: Chosen): Promise<Found> {
  const found = new Map<string, RunRow>();
  const notes: string[] = [];
  const take = (latest: Latest, named: string) => {
    for (const run of latest.runs) found.set(run.id, run);
    if (latest.others > 0) notes.push(wordOthers(latest, named));
  };
  for (const reference of references) {
    const one = await findRun(runs, reference);
    if (one !== null) {
      checkTags("--run", one, tags);
      found.set(one.id, one);
      continue;
    }
    const latest = latestOfEach(await listAll(runs, filterOf(reference, tags)));
    if (latest.runs.length === 0) throw new CommandFault(`--run: ${noRun(reference, tags)}`);
    take(latest, reference);
  }
  if (references.length === 0) {
    const latest = latestOfEach(await listAll(runs, filterOf(undefined, tags)));
    if (latest.runs.length === 0)
      throw new CommandFault(`--run-tag: no run has ${wordTags(tags).join(", ")}`);
    take(latest, wordTags(tags).join(", "));
  }
  return { runs: [...found.values()], notes };
}

function noRun(reference: string, tags: Tags): string {
  const quoted = JSON.stringify(reference);
  if (Object.keys(tags).length === 0) return `no run has the id, the external id or the label ${quoted}`;
  return `no run has the id or the external id ${quoted}, or this label and ${wordTags(tags).join(", ")}`;
}

/** As the run list is asked for them. */
export function filterOf(label: string | undefined, tags: Tags): Pick<ListRuns, "label" | "tags"> {
  return {
    ...(label === undefined ? {} : { label }),
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
  };
}

/** The one run of this external id or id; null where there is none. */
export async function findRun(runs: Pick<Runs, "get" | "list">, reference: string): Promise<RunRow | null> {
  const [named] = (await runs.list.query({ externalId: reference, limit: 1 }, inTime())).runs;
  if (named !== undefined) return named;
  const id = RunId.safeParse({ runId: reference }).data;
  if (id === undefined) return null;
  try {
    return rowOf(await runs.get.query(id, inTime()));
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** A run as the list has it. */
function rowOf(detail: RunDetail): RunRow {
  const {
    promptText: _text,
    results: _results,
    higherIsBetter: _better,
    recorded: _recorded,
    ...row
  } = detail;
  return row;
}

/** Those that were started last come first. */
async function listAll(runs: Runs, filter: ListRuns): Promise<RunRow[]> {
  const rows: RunRow[] = [];
  let cursor: string | null = null;
  do {
    const page = await runs.list.query({ ...filter, limit: 100, cursor }, inTime());
    rows.push(...page.runs);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}

/** The newest runs of their kind, and how many older ones differ from them in nothing but tags. */
interface Latest {
  readonly runs: readonly RunRow[];
  readonly others: number;
  /** Of which tags these have other values. */
  readonly differingTags: readonly string[];
}

/** A label grows with each run of it: what it says today is the newest of its kind. */
function latestOfEach(newestFirst: readonly RunRow[]): Latest {
  const latest = new Map<string, RunRow>();
  const differing = new Set<string>();
  let others = 0;
  for (const run of newestFirst) {
    const kind = [run.model.id, run.dataset.id, run.prompt.id].join(" ");
    const newest = latest.get(kind);
    if (!newest) latest.set(kind, run);
    const names = newest ? differingTags(newest, run) : [];
    for (const name of names) differing.add(name);
    if (names.length > 0) others += 1;
  }
  return { runs: [...latest.values()], others, differingTags: [...differing].toSorted() };
}

/** The tags that two runs have other values of, or that one alone has. */
export function differingTags(a: Pick<RunRow, "tags">, b: Pick<RunRow, "tags">): string[] {
  const [ofA, ofB] = [new Map(Object.entries(a.tags)), new Map(Object.entries(b.tags))];
  return [...new Set([...ofA.keys(), ...ofB.keys()])].filter((name) => ofA.get(name) !== ofB.get(name));
}

function wordOthers({ others, differingTags: names }: Latest, named: string): string {
  const runs = others === 1 ? "1 older run differs" : `${others} older runs differ`;
  return `of ${named} ${runs} in tags (${names.join(", ")}) and ${others === 1 ? "is" : "are"} not judged; --run-tag NAME=VALUE chooses`;
}

interface Query<Input, Answer> {
  query(input: Input, options: { readonly signal: AbortSignal }): Promise<Answer>;
}

/** What a gate needs of a client. */
export interface GatingClient {
  readonly runs: {
    readonly get: Query<{ runId: string }, RunDetail>;
    readonly list: Query<ListRuns, RunPage>;
    readonly compare: Query<CompareRuns, Comparison>;
    readonly judge: {
      mutate(input: JudgeTogether, options: { readonly signal: AbortSignal }): Promise<JudgedTogether>;
    };
    readonly comparedItems: Query<ListComparedItems, ComparedItemPage>;
  };
}

/** A pipeline would wait for hours. */
export const inTime = () => within(120_000);
