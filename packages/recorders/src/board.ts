import {
  createClient,
  type ErrorKind,
  EvalBoardError,
  type Outcome,
  type RecordingClient,
  recordRuns,
  type RunsToRecord,
  type StartRun,
} from "@evalboard/client";
import { MAX_TAGS } from "@evalboard/contract/words";
import { readEnv } from "./env.ts";

/** How a recorder speaks with the board. What is left out comes from the environment. */
export interface BoardOptions {
  /** Default: `EVALBOARD_URL`, else `http://127.0.0.1:4400`. */
  readonly url?: string | undefined;
  /** Default: `EVALBOARD_KEY`. */
  readonly key?: string | undefined;
  /** What the team calls these runs. Default: `EVALBOARD_LABEL`, else the branch that a pipeline names. */
  readonly label?: string | undefined;
  /** Beside the branch and `EVALBOARD_TAGS`. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** The revision of what is evaluated. Default: the one that a pipeline names. */
  readonly commit?: string | undefined;
  /** Whether what could not be recorded is thrown. Default: `EVALBOARD_STRICT`, else one line says it. */
  readonly strict?: boolean | undefined;
  /** Most milliseconds that the board may take in all; what the evaluation takes meanwhile is not counted. Default: 60 000. */
  readonly timeoutMs?: number | undefined;
  /** Hears what became of the runs, in lines for a person. Default: standard error. */
  readonly say?: ((line: string) => void) | undefined;
}

/** Some of the runs are not on the board, and why; `cause` is what the client threw, where one fault stopped it. */
export class NotRecorded extends Error {
  override readonly name = "NotRecorded";
}

/** A board, and what is added to each run that goes there. */
export interface Board {
  readonly url: string;
  readonly strict: boolean;
  readonly client: RecordingClient;
  readonly describe: (start: StartRun) => StartRun;
}

/** Most milliseconds that a board may take to record an evaluation. */
export const DEFAULT_TIMEOUT_MS = 60_000;
const MOST_LINES = 5;

/**
 * Records runs after their evaluation; the same `externalId` gives the same run. Gives what became of them, by their index. A
 * board that is away or refuses one leaves the evaluation as it is: a line says so, unless `strict` has it thrown as `NotRecorded`.
 */
export async function sendRuns(
  file: RunsToRecord,
  options: BoardOptions = {},
): Promise<ReadonlyMap<number, Outcome>> {
  const outcomes = new Map<number, Outcome>();
  if (file.runs.length === 0) return outcomes;
  await toBoard(options, async (board) => {
    const runs = file.runs.map((run) => ({ ...run, start: board.describe(run.start) }));
    const signal = AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    const onRun = (index: number, outcome: Outcome) => void outcomes.set(index, outcome);
    try {
      await recordRuns(board.client, { runs, results: () => file.results() }, { signal, onRun });
    } finally {
      const told = runs.flatMap(({ start }, index) => {
        const outcome = outcomes.get(index);
        return outcome === undefined ? [] : [{ start, outcome }];
      });
      tellOutcomes(told, board, options);
    }
  });
  return outcomes;
}

/** Does what needs the board. What fails is told in one line, or thrown where the options are strict. */
export async function toBoard(options: BoardOptions, work: (board: Board) => Promise<void>): Promise<void> {
  let board: Board | null = null;
  try {
    board = openBoard(options);
    await work(board);
  } catch (error) {
    const strict = board?.strict ?? options.strict ?? false;
    if (error instanceof NotRecorded && strict) throw error;
    const message =
      error instanceof NotRecorded
        ? error.message
        : `not recorded: ${describeFault(error, board?.url ?? "the board")}`;
    if (strict) throw new NotRecorded(message, { cause: error });
    sayerOf(options)(`evalboard: ${message}; the evaluation goes by its own results`);
  }
}

interface Told {
  readonly start: StartRun;
  readonly outcome: Outcome;
}

/** Says where the runs are. Throws `NotRecorded` where some are not there. */
export function tellOutcomes(told: readonly Told[], { url }: Board, options: BoardOptions): void {
  const say = sayerOf(options);
  const faults: string[] = [];
  for (const [index, { start, outcome }] of told.entries()) {
    const named = `${start.model.provider}/${start.model.name}, ${start.dataset.name}`;
    if (outcome.status === "refused") faults.push(`${named}: ${describeFault(outcome.error, url)}`);
    else if (outcome.status === "differs")
      faults.push(`${named}: the board has this run with other results (${outcome.differences.join("; ")})`);
    else if (index < MOST_LINES)
      say(`evalboard: ${named}: ${outcome.status}, ${new URL(`/runs/${outcome.runId}`, url).href}`);
  }
  const more = told.length - MOST_LINES;
  if (more > 0) say(`evalboard: and ${more} more, ${new URL("/runs", url).href}`);
  if (faults.length > 0) throw new NotRecorded(`not recorded: ${faults.join("; ")}`);
}

function openBoard({ url, key, label, tags, commit, strict }: BoardOptions): Board {
  const env = readEnv();
  const address = url ?? env.url;
  const said = { label: label ?? env.label, commit: commit ?? env.commit };
  return {
    url: address,
    strict: strict ?? env.strict,
    client: createClient({ url: address, key: key ?? env.key }),
    describe: (start) => ({
      ...start,
      label: start.label ?? said.label,
      commit: start.commit ?? said.commit,
      // Those of the run come before what is said of all.
      tags: Object.fromEntries(
        Object.entries({ ...start.tags, ...env.tags, ...tags, ...start.tags }).slice(0, MAX_TAGS),
      ),
    }),
  };
}

const refusals: ReadonlySet<ErrorKind> = new Set(["invalid", "not found", "conflict", "unauthorized"]);

function describeFault(error: unknown, url: string): string {
  if (isLate(error)) return `no answer from ${url} in time`;
  const words = error instanceof Error ? error.message : String(error);
  return error instanceof EvalBoardError && refusals.has(error.kind)
    ? `the board refuses it: ${words}`
    : words;
}

/** Of the client's own limit, or of what a recorder leaves to the board. */
function isLate(error: unknown): boolean {
  return error instanceof EvalBoardError
    ? error.kind === "timeout"
    : error instanceof Error && error.name === "TimeoutError";
}

/** Who is told. */
export const sayerOf = ({ say }: BoardOptions) =>
  say ?? ((line: string) => void process.stderr.write(`${line}\n`));
