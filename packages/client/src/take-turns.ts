import { CLOCK_TOLERANCE_MS, MAX_NAME_LENGTH } from "@evalboard/contract/words";
import type { NewResult, RecordedContent, StartRun } from "@evalboard/contract";
import type { RecordingClient } from "./recording-client.ts";
import { createComparison, describeDifferences } from "./compare.ts";
import { createContentHash } from "./content-hash.ts";
import { type OpenRun, openRun } from "./open-run.ts";
import type { Outcome, RecordedRun, RecordRunsOptions, RunOfMany, RunsToRecord } from "./outcomes.ts";
import { isConflict, refusalStatus } from "./errors.ts";

/** What a start came to: a run, or the server's words that another one is called so. */
export type Opened =
  | { readonly run: OpenRun; readonly conflict: null }
  | { readonly run: null; readonly conflict: unknown };

/** What is done with the results of one run in one reading of the file. */
interface Turn {
  /** Whether it sends the results to be stored. */
  readonly sends: boolean;
  add(results: readonly NewResult[]): Promise<void>;
  /** After the last one: what became of the run, or what the next reading is for. */
  done(): Promise<Outcome | Turn>;
  /** What the next reading is for where the server has something else than was added; undefined where it is refused then. */
  readonly onConflict?: (conflict: unknown) => Turn;
}

/** Records runs that were started, or found; reads the file as often as there is something left to do for one of them. */
export async function recordOpened(
  client: RecordingClient,
  file: RunsToRecord,
  opened: ReadonlyMap<number, Opened>,
  options: RecordRunsOptions,
): Promise<void> {
  const { onSent = () => {}, onRun = () => {} } = options;
  let turns = new Map<number, Turn>();
  for (const [index, one] of opened) {
    const run = file.runs[index];
    if (run) turns.set(index, firstTurn({ client, run, options }, one));
  }
  while (turns.size > 0) turns = await readOnce(turns);

  async function readOnce(now: ReadonlyMap<number, Turn>): Promise<Map<number, Turn>> {
    const going = new Map(
      [...now].map(([index, turn]) => [index, { turn, missing: file.runs[index]?.results ?? 0 }]),
    );
    const next = new Map<number, Turn>();
    for (const [index, { turn, missing }] of going) {
      if (missing === 0) await unlessRefused(index, { onRun }, () => finish(index, turn));
    }
    for await (const { run: index, results } of file.results()) {
      const one = going.get(index);
      if (!one) continue;
      const { turn } = one;
      const isTaken = await unlessRefused(index, { onRun }, async () => {
        try {
          await turn.add(results);
          one.missing -= results.length;
          if (turn.sends) onSent(results.length);
          if (one.missing <= 0) await finish(index, turn);
        } catch (error) {
          if (!isConflict(error) || !turn.onConflict) throw error;
          next.set(index, turn.onConflict(error));
          // They count again with what comes of it.
          onSent(one.missing - (file.runs[index]?.results ?? 0));
          one.missing = 0;
        }
      });
      if (!isTaken || one.missing <= 0) going.delete(index);
    }
    return next;

    async function finish(index: number, turn: Turn): Promise<void> {
      const after = await turn.done();
      if ("done" in after) return void next.set(index, after);
      if (!turn.sends) onSent(file.runs[index]?.results ?? 0);
      onRun(index, after);
    }
  }
}

/** Gives whether the server took the step; what it refused is told of the run, and where it is lost that is thrown. */
export async function unlessRefused(
  index: number,
  { onRun = () => {} }: Pick<RecordRunsOptions, "onRun">,
  step: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await step();
    return true;
  } catch (error) {
    const status = refusalStatus(error);
    if (status === null || status === 429 || status >= 500) throw error;
    onRun(index, { status: "refused", error });
    return false;
  }
}

export function recordedRun(
  { runId, described }: OpenRun,
  { externalId }: StartRun,
  status: RecordedRun["status"],
  scored = 0,
): RecordedRun {
  return { runId, externalId, status, described, scored };
}

/** What every turn of a run works with. */
interface Work {
  readonly client: RecordingClient;
  readonly run: RunOfMany;
  readonly options: RecordRunsOptions;
}

function firstTurn(work: Work, { run, conflict }: Opened): Turn {
  if (run === null) return comparing(work, null, conflict);
  if (run.status === "running") {
    const onConflict = (error: unknown) => comparing(work, run, error);
    return { ...sending(work, run, work.run.start, "recorded"), onConflict };
  }
  // Where a score is missing there, what it holds is another than here.
  const isToCompare = run.contentHash === null || run.unscored > (work.run.unscored ?? 0);
  return isToCompare ? comparing(work, run, null) : hashing(work, run, run.contentHash);
}

/** Adds the results, and ends the run. */
function sending({ run: { end } }: Work, run: OpenRun, start: StartRun, status: RecordedRun["status"]): Turn {
  return {
    sends: true,
    async add(results) {
      await run.add(results);
    },
    async done() {
      await run.end(end);
      return recordedRun(run, start, status);
    },
  };
}

/** Looks whether the run holds the same, without asking the server. */
function hashing(work: Work, run: OpenRun, contentHash: string | null): Turn {
  const hash = createContentHash();
  return {
    sends: false,
    add: async (results) => hash.add(results),
    async done() {
      const isSame = hash.content().hash === contentHash && run.status === work.run.end.status;
      return isSame ? recordedRun(run, work.run.start, "already there") : comparing(work, run, null);
    },
  };
}

/** Has the server say what differs; `conflict` is what it has said of that already. */
function comparing(work: Work, run: OpenRun | null, conflict: unknown): Turn {
  const { client, options } = work;
  const { start, end } = work.run;
  const hash = createContentHash();
  const comparison = createComparison(client, start, options);
  return {
    sends: false,
    async add(results) {
      hash.add(results);
      await comparison.add(results);
    },
    async done() {
      const compared = await comparison.compared();
      const differences = describeDifferences(compared, end);
      const content = hash.content();
      if (differences.length > 0) {
        const described = run?.described ?? false;
        return settle(work, content, {
          status: "differs",
          runId: compared.runId,
          externalId: start.externalId,
          described,
          differences,
        });
      }
      if (run === null || conflict !== null) throw conflict;
      if (compared.late > 0) return scoring(work, run);
      // The next time it is known by its hash.
      if (content.hash !== run.contentHash) await run.know(content, end);
      return recordedRun(run, start, "already there");
    },
  };
}

/** Sends the scores that the run lacks. */
function scoring({ run: { start, end } }: Work, run: OpenRun): Turn {
  const hash = createContentHash();
  let scored = 0;
  return {
    sends: false,
    async add(results) {
      hash.add(results);
      scored += await run.add(results);
    },
    async done() {
      await run.know(hash.content(), end);
      return recordedRun(run, start, "already there", scored);
    },
  };
}

/** Does with a run that differs what was said. */
async function settle(
  work: Work,
  content: RecordedContent,
  differing: Extract<Outcome, { status: "differs" }>,
): Promise<Outcome | Turn> {
  const { client, options } = work;
  const { start } = work.run;
  if (options.onDifference === "replace") {
    // What cannot be completed takes nobody's place.
    if (!canEnd(work.run)) return differing;
    return sending(work, await openRun(client, { ...start, replace: true }, options), start, "replaced");
  }
  if (options.onDifference === "as new") {
    const renamed = { ...start, externalId: nameOf(start.externalId, content) };
    const run = await openRun(client, renamed, options);
    if (run.status === "running") return sending(work, run, renamed, "recorded");
    if (run.contentHash === content.hash) return recordedRun(run, renamed, "already there");
    return { ...differing, runId: run.runId, externalId: renamed.externalId, described: run.described };
  }
  return differing;
}

/** Whether the server would let a run end so: with results, and not in the future. */
function canEnd({ results, end }: RunOfMany): boolean {
  if (results === 0 && end.status === "completed") return false;
  return end.at === undefined || Date.parse(end.at) <= Date.now() + CLOCK_TOLERANCE_MS;
}

/** The same for the same content, so that what went in as new is there the next time. */
function nameOf(externalId: string, { hash }: RecordedContent): string {
  const suffix = ` (${hash.slice(0, 8)})`;
  const kept = externalId.slice(0, MAX_NAME_LENGTH - suffix.length).replace(/[\uD800-\uDBFF]$/, "");
  return `${kept.trimEnd()}${suffix}`;
}
