import type { Em } from "@evalboard/db";
import type { Subject } from "../figure-source.ts";
import { PromptVersionRow } from "../rows.ts";
import type { Interval } from "../window.ts";
import { completedRuns } from "./completed-runs.ts";
import { figures, promptId, promptName } from "./fragments.ts";

/** Every prompt version with a run in the interval, in no order. */
export async function promptVersions(
  em: Em,
  interval: Interval,
  subject: Subject,
): Promise<PromptVersionRow[]> {
  const rows = await completedRuns(em, interval, subject)
    .join("run.promptVersion", "version")
    .join("version.prompt", "prompt")
    .select(["version.id", "version.number", promptId, promptName, ...figures])
    .groupBy(["version.id", "prompt.id"])
    .execute("all", false);
  return PromptVersionRow.array().parse(rows);
}
