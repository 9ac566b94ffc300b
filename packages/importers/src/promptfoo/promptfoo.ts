import { hashFile } from "../hash.ts";
import { headKeys } from "../head-keys.ts";
import type { Importer, SourceFile } from "../importer.ts";
import { readShape } from "../read-shape.ts";
import { groupRows } from "./group-rows.ts";
import { lookAlikes } from "./look-alikes.ts";
import { readJsonRows } from "./read-rows.ts";
import { resultsOf } from "./results-of.ts";
import { ResultsFile } from "./results-file.ts";
import type { RowGroups } from "./row-groups.ts";
import { runsOf } from "./runs-of.ts";

/** promptfoo's `-o results.json`: a run for each provider and prompt. */
export const promptfoo: Importer = {
  format: "promptfoo",
  asks: "`promptfoo eval -o results.json`",

  recognises({ text }) {
    const keys = headKeys(text);
    return ["evalId", "results.results", "results.prompts", "results.table"].some((key) => keys.has(key));
  },

  async survey(file, options) {
    const { facts, groups } = await readOnce(file);
    const results = readShape(ResultsFile, facts);
    // Without an id of its own, the file itself is what has to be the same for an import to be the same.
    const evalId = results.evalId || (await hashFile(file, 32));
    const runs = runsOf(results, groups.inOrder(), evalId, file.name, options);
    return {
      format: "promptfoo",
      runs,
      warnings: lookAlikes(runs),
      results: () => resultsOf(readJsonRows(file), groups),
    };
  },
};

/** What stands beside the rows, in files of version 3 after most of them. */
const FACTS = [
  "$.evalId",
  "$.metadata",
  "$.config.description",
  "$.results.version",
  "$.results.timestamp",
  "$.results.prompts",
  "$.results.table.head.prompts",
  "$.results.stats",
];

async function readOnce(file: SourceFile): Promise<{ facts: unknown; groups: RowGroups }> {
  const facts = new Map<string, unknown>();
  const groups = await groupRows(
    readJsonRows(file, FACTS, (path, value) => facts.set(path.join("."), value)),
  );
  const prompts = facts.get("results.table.head.prompts");
  return {
    groups,
    facts: {
      evalId: facts.get("evalId"),
      metadata: facts.get("metadata"),
      config: { description: facts.get("config.description") },
      results: {
        version: facts.get("results.version"),
        timestamp: facts.get("results.timestamp"),
        prompts: facts.get("results.prompts"),
        table: prompts === undefined ? undefined : { head: { prompts } },
        stats: facts.get("results.stats"),
      },
    },
  };
}
