import { readShape } from "../check.ts";
import { hash, hashFile } from "../hash.ts";
import type { FileHead, ImportedRun, Importer, SourceFile } from "../importer.ts";
import { toName } from "../names.ts";
import { ResultsFile } from "./file.ts";
import { type GroupedRows, groupRows, resultsOf } from "./results.ts";
import { readJsonRows, readLineRows } from "./rows.ts";
import { datasetName, lookAlikes, modelOf, promptNames, runsOf, scoresOf } from "./runs.ts";
import { tagsOf } from "./tags.ts";

/** Of what promptfoo writes beside JSON: what it is and what to ask for instead. Null of anything else. */
export function otherOutput({ text }: FileHead): string | null {
  const kind = kindOf(text);
  return kind && `it is promptfoo's ${kind}, which leaves out what a run needs: ask for \`-o results.json\``;
}

function kindOf(text: string): string | null {
  if (/^evalId: /m.test(text) && /^results:\s/m.test(text)) return "YAML output";
  if (/^[^\n]*,Status,Score,Named Scores,/.test(text)) return "CSV output";
  if (/^\s*<!doctype html>/i.test(text) && text.includes("<title>Eval Output</title>")) return "HTML report";
  if (/^\s*<\?xml/.test(text) && /<testsuites[^>]*promptfoo/i.test(text)) return "JUnit report";
  return null;
}

const POORER =
  "promptfoo's JSONL holds neither times nor prompts: the runs count as of now, and a prompt is known by its label; `-o results.json` holds both";

/** promptfoo's `-o results.jsonl`: the rows alone. */
export const promptfooJsonl: Importer = {
  recognises: ({ keys }) => ["promptIdx", "testIdx", "provider"].every((key) => keys.has(key)),

  async survey(file, options) {
    const { groups, notes } = await groupRows(readLineRows(file));
    const dataset = options.dataset ?? datasetName(null, file.name);
    const inOrder = groups.inOrder();
    const names = promptNames(
      inOrder.map(({ templateLabel }) => ({ raw: templateLabel })),
      options.prompt ?? dataset,
    );
    const fileId = await hashFile(file, 32);
    const tags = inOrder.map((group) => tagsOf(null, group));
    const runs = inOrder.map((group, index): ImportedRun => {
      const { promptIdx, templateLabel, provider, rows, unscored } = group;
      const start = {
        externalId: `promptfoo:${fileId}:${promptIdx ?? hash(templateLabel, 8)}:${hash(provider.id, 8)}`,
        model: modelOf(provider),
        dataset: { name: dataset },
        prompt: { name: toName(names.get(templateLabel) ?? dataset), text: templateLabel },
        source: "promptfoo",
        tags: tags[index]?.tags ?? {},
        ...scoresOf(group),
      };
      return { start, results: rows, unscored, end: { status: "completed" } };
    });
    const left = new Set(tags.flatMap((found) => found.notes));
    return {
      runs,
      warnings: [POORER, ...lookAlikes(runs), ...notes, ...left],
      results: () => resultsOf(readLineRows(file), groups),
    };
  },
};

/** promptfoo's `-o results.json`: a run for each provider and prompt. */
export const promptfoo: Importer = {
  recognises: ({ keys }) =>
    ["evalId", "results.results", "results.prompts", "results.table"].some((key) => keys.has(key)),

  async survey(file, options) {
    const { facts, groups, notes } = await readOnce(file);
    const results = readShape(ResultsFile, facts);
    // Without an id of its own, the file itself is what has to be the same for an import to be the same.
    const evalId = results.evalId || (await hashFile(file, 32));
    const found = runsOf(results, groups.inOrder(), evalId, file.name, options);
    return {
      runs: found.runs,
      warnings: [...lookAlikes(found.runs), ...notes, ...found.notes],
      results: () => resultsOf(readJsonRows(file), groups),
    };
  },
};

/** What stands beside the rows, in files of version 3 after most of them. */
const FACTS = [
  "$.evalId",
  "$.metadata",
  "$.config.description",
  "$.config.tags",
  "$.config.metadata",
  "$.config.providers",
  "$.results.version",
  "$.results.timestamp",
  "$.results.prompts",
  "$.results.table.head.prompts",
  "$.results.stats",
];

async function readOnce(file: SourceFile): Promise<GroupedRows & { readonly facts: unknown }> {
  const facts = new Map<string, unknown>();
  const grouped = await groupRows(
    readJsonRows(file, FACTS, (path, value) => facts.set(path.join("."), value)),
  );
  const prompts = facts.get("results.table.head.prompts");
  return {
    ...grouped,
    facts: {
      evalId: facts.get("evalId"),
      metadata: facts.get("metadata"),
      config: {
        description: facts.get("config.description"),
        tags: facts.get("config.tags"),
        metadata: facts.get("config.metadata"),
        providers: facts.get("config.providers"),
      },
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
