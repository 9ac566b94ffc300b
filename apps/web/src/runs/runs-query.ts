import type { ListRuns } from "@evalboard/contract";
import type { RunsSearch } from "./runs-search.ts";

/** The question to the server that an address stands for. Days begin and end where the viewer is. */
export function runsQueryOf({ from, to, text, baseline: _baseline, ...search }: RunsSearch): ListRuns {
  return {
    ...search,
    text: text?.trim(),
    startedFrom: from === undefined ? undefined : midnight(from, 0),
    startedTo: to === undefined ? undefined : midnight(to, 1),
  };
}

/** The begin of a day, or of one some days after it, as an instant. */
function midnight(day: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
}
