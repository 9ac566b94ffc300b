import { factFigures } from "@evalboard/facts";
import type { Subject } from "../figure-source.ts";
import { PromptVersionRow } from "../rows.ts";
import { promptId, promptName } from "./fragments.ts";
import { rowsOf, type WindowFacts } from "./window-facts.ts";

/** Every prompt version with a run in the window, in no order. */
export async function promptVersions(facts: WindowFacts, subject: Subject): Promise<PromptVersionRow[]> {
  const rows = await rowsOf(facts, "stratum", subject)
    .join("fact.promptVersion", "version")
    .join("version.prompt", "prompt")
    .select(["version.id", "version.number", promptId, promptName, ...factFigures])
    .groupBy(["version.id", "prompt.id"])
    .execute("all", false);
  return PromptVersionRow.array().parse(rows);
}
