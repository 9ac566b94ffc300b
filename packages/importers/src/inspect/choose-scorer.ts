import { ImportError } from "../import-error.ts";
import { isRecord } from "../is-record.ts";
import type { InspectLog } from "./inspect-log.ts";

/** A scorer, and which of its scores where it gives several. */
export interface ChosenScorer {
  readonly scorer: string;
  readonly part: string | null;
  /** As the person says it: `scorer` or `scorer/part`. */
  readonly label: string;
  /** The labels of all that the log has besides. */
  readonly others: readonly string[];
}

type Candidate = Pick<ChosenScorer, "scorer" | "part" | "label">;

/**
 * Whose scores to take: what the person says, else the first of the log's results. Null where the log has no scores at
 * all, as one that broke before its first. Throws `ImportError` where what is asked for is not there.
 */
export async function chooseScorer(log: InspectLog, asked: string | undefined): Promise<ChosenScorer | null> {
  const candidates = unique([...ofResults(log), ...(await ofFirstSample(log))]);
  const chosen = asked === undefined ? candidates[0] : candidates.find(({ label }) => label === asked);
  const labels = candidates.map(({ label }) => label);
  if (chosen) return { ...chosen, others: labels.filter((label) => label !== chosen.label) };
  if (asked === undefined) return null;
  const there = labels.length > 0 ? `there are ${labels.join(", ")}` : "there are no scores";
  throw new ImportError(`there is no scorer ${JSON.stringify(asked)}; ${there}`);
}

function ofResults({ header }: InspectLog): Candidate[] {
  return (header.results?.scores ?? []).map(({ name, scorer }) => candidate(scorer ?? name, name));
}

/** A log that broke has no results, but may have samples that were scored. */
async function ofFirstSample(log: InspectLog): Promise<Candidate[]> {
  for await (const { sample } of log.samples()) {
    const scores = Object.entries(sample.scores ?? {});
    if (scores.length === 0) continue;
    return scores.flatMap(([scorer, { value }]) =>
      isRecord(value)
        ? Object.keys(value).map((part) => candidate(scorer, part))
        : [candidate(scorer, scorer)],
    );
  }
  return [];
}

function candidate(scorer: string, name: string): Candidate {
  if (name === scorer) return { scorer, part: null, label: scorer };
  return { scorer, part: name, label: `${scorer}/${name}` };
}

/** A scorer stands once for each way to reduce epochs. */
function unique(candidates: readonly Candidate[]): Candidate[] {
  return [...new Map(candidates.toReversed().map((each) => [each.label, each])).values()].toReversed();
}
