import type { StartRun } from "@evalboard/contract";
import type { RecordingClient } from "./recording-client.ts";
import type { RunsToRecord } from "./outcomes.ts";
import { refusalStatus } from "./errors.ts";
import { type RetryOptions, withRetries } from "./retries.ts";

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

const MOST_KEYS = 1_000;

/**
 * Of a file's runs, by index, those whose dataset's name was guessed and is that of a dataset on the board that shares no
 * item with them: a new run does not join it.
 */
export async function findStrangers(
  client: RecordingClient,
  file: RunsToRecord,
  options: RetryOptions,
): Promise<ReadonlyMap<number, GuessedName>> {
  const { items } = client;
  const guessed = [...file.runs.entries()].filter(([, { datasetGuessed }]) => datasetGuessed === true);
  const strangers = new Map<number, GuessedName>();
  if (!items) return strangers;
  const byName = Map.groupBy(guessed, ([, { start }]) => start.dataset.name);
  for (const [dataset, runs] of byName) {
    const itemKeys = await keysOf(file, new Set(runs.map(([index]) => index)));
    if (itemKeys.length === 0) continue;
    const known = await withRetries((call) => items.known.mutate({ dataset, itemKeys }, call), options);
    if (known.runs === 0 || known.known > 0) continue;
    for (const [index] of runs) strangers.set(index, new GuessedName(dataset));
  }
  return strangers;
}

/**
 * The run under the names that it has on the board, whatever they would be guessed to be now; null where there is none of its
 * id. A prompt that somebody named keeps that name.
 */
export async function underStoredNames(
  { runs: { record } }: RecordingClient,
  start: StartRun,
  options: RetryOptions,
): Promise<StartRun | null> {
  try {
    const { facts } = await withRetries(
      (call) => record.compare.mutate({ start, results: [] }, call),
      options,
    );
    const stored = (field: string, name: string) => {
      const fact = facts.find((each) => each.field === field);
      return typeof fact?.stored === "string" ? fact.stored : name;
    };
    // A prompt is called like its dataset where nobody names it.
    const isNamed = !start.prompt.name.startsWith(start.dataset.name);
    const prompt = isNamed ? start.prompt.name : stored("prompt", start.prompt.name);
    return {
      ...start,
      dataset: { name: stored("dataset", start.dataset.name) },
      prompt: { ...start.prompt, name: prompt },
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
