import type { RecordingClient, StartRun } from "./client.ts";
import type { RunsToRecord } from "./outcomes.ts";
import { refusalStatus, type RetryOptions, withRetries } from "./retries.ts";

/** A dataset's name was guessed, and a dataset of that name on the board shares no item with the file. */
export class GuessedName extends Error {
  override readonly name = "GuessedName";
  readonly dataset: string;

  constructor(dataset: string) {
    super(
      `nothing in the file names its dataset, and the board's "${dataset}" shares no item with it: say --dataset NAME, or --dataset ${JSON.stringify(dataset)} where it is that one`,
    );
    this.dataset = dataset;
  }
}

/** A file's runs under the names that they go in by, and those that would go in among strangers. */
interface SettledNames {
  readonly file: RunsToRecord;
  readonly strangers: ReadonlyMap<number, GuessedName>;
}

const MOST_KEYS = 1_000;

/**
 * Settles the names of datasets that were guessed from a file's name. A run that is on the board keeps the names that it has
 * there, whatever they would be guessed to be now; a new one does not join a dataset that it shares no item with.
 */
export async function settleNames(
  client: RecordingClient,
  file: RunsToRecord,
  options: RetryOptions,
): Promise<SettledNames> {
  const { items } = client;
  const guessed = [...file.runs.entries()].filter(([, { datasetGuessed }]) => datasetGuessed === true);
  if (guessed.length === 0 || !items) return { file, strangers: new Map() };
  const runs = [...file.runs];
  const fresh = new Map<string, number[]>();
  for (const [index, run] of guessed) {
    const stored = await storedNames(client, run.start, options);
    if (stored) runs[index] = { ...run, start: { ...run.start, ...stored } };
    else fresh.set(run.start.dataset.name, [...(fresh.get(run.start.dataset.name) ?? []), index]);
  }
  const strangers = new Map<number, GuessedName>();
  for (const [dataset, indices] of fresh) {
    const itemKeys = await keysOf(file, new Set(indices));
    if (itemKeys.length === 0) continue;
    const known = await withRetries((call) => items.known.mutate({ dataset, itemKeys }, call), options);
    if (known.runs === 0 || known.known > 0) continue;
    for (const index of indices) strangers.set(index, new GuessedName(dataset));
  }
  return { file: { ...file, runs }, strangers };
}

/** The names under which a run of this id is on the board; null where it is not. */
async function storedNames(
  { runs: { record } }: RecordingClient,
  start: StartRun,
  options: RetryOptions,
): Promise<Pick<StartRun, "dataset" | "prompt"> | null> {
  try {
    const { facts } = await withRetries(
      (call) => record.compare.mutate({ start, results: [] }, call),
      options,
    );
    const stored = (field: string, name: string) => {
      const fact = facts.find((each) => each.field === field);
      return typeof fact?.stored === "string" ? fact.stored : name;
    };
    return {
      dataset: { name: stored("dataset", start.dataset.name) },
      prompt: { ...start.prompt, name: stored("prompt", start.prompt.name) },
    };
  } catch (error) {
    if (refusalStatus(error) === 404) return null;
    throw error;
  }
}

/** Keys of the items of some of a file's runs, as many as can be asked for at once. */
async function keysOf(file: RunsToRecord, indices: ReadonlySet<number>): Promise<string[]> {
  const keys = new Set<string>();
  for await (const { run, results } of file.results()) {
    if (!indices.has(run)) continue;
    for (const { itemKey } of results) if (keys.size < MOST_KEYS) keys.add(itemKey);
    if (keys.size === MOST_KEYS) break;
  }
  return [...keys];
}
