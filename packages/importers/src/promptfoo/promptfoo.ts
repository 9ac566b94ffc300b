import { readShape } from "../check.ts";
import { hash, hashFile } from "../hash.ts";
import type { FileHead, ImportedRun, Importer, SourceFile } from "../importer.ts";
import { HEAD_BYTES, readHead } from "../head.ts";
import { toName } from "../names.ts";
import type { ScoreRules } from "../scale.ts";
import { ResultsFile } from "./file.ts";
import { type GroupedRows, groupRows, resultsOf } from "./results.ts";
import { isBareList, readJsonRows, readLineRows, type RowGroups } from "./rows.ts";
import { datasetOf, lookAlikes, modelsOf, promptNames, runsOf, scoresOf } from "./runs.ts";
import { tagsOf } from "./tags.ts";

/** Of what promptfoo writes beside JSON: what it is and what to ask for instead. Null of anything else. */
export function otherOutput({ text }: FileHead): string | null {
  const kind = kindOf(text);
  return kind && `it is promptfoo's ${kind}, which leaves out what a run needs: ask for \`-o results.json\``;
}

/** By the marks that each version of it since 0.24 has. */
function kindOf(text: string): string | null {
  if (/^results:\s+version: \d/m.test(text)) return "YAML output";
  if (/^\s*<!doctype html>/i.test(text))
    return /<title>Eval Output<|td\[data-content\^='\[PASS\]'\]/.test(text) ? "HTML report" : null;
  if (/^\s*<\?xml/.test(text)) return /<testsuites[^>]*promptfoo/i.test(text) ? "JUnit report" : null;
  if (/^\s*(?:\{|\[\s*[{["\]])/.test(text)) return null;
  // A cell is `[PASS] (1.00) Paris` to 0.11x; a template of several lines makes a header of several lines.
  const isCsv =
    /,Status,Score,(?:Named Scores,)?Grader Reason/.test(text) ||
    /(?:^|[,\n])"?\[(?:PASS|FAIL|ERROR)\](?:\s|$)/.test(text);
  return isCsv ? "CSV output" : null;
}

const POORER =
  "promptfoo's JSONL holds neither times nor prompts: the runs count as of now, and a prompt is known by its label; `-o results.json` holds both";

const notesOfAgain = (again: number) =>
  again === 0
    ? []
    : [
        `rows of a test that has a row already count as its repeats: ${again}; promptfoo adds to a JSONL that is there, so give each evaluation a file of its own`,
      ];

/** promptfoo's `-o results.jsonl`: the rows alone. */
export const promptfooJsonl: Importer = {
  recognises: ({ keys, bytes }) => {
    const has = (...wanted: string[]) => wanted.every((key) => keys.has(key));
    if (has("promptIdx", "testIdx", "provider")) return true;
    // The head ends in the first row: in its variables where it was exported, else in a long prompt.
    const isCut = bytes.length === HEAD_BYTES;
    const isBegun = has("prompt.raw", "provider.id") || has("prompt.raw", "gradingResult");
    return isCut && (has("evalId", "promptIdx", "testIdx") || isBegun);
  },

  async survey(file, options) {
    const { groups, notes } = await groupRows(readLineRows(file), options);
    const { name: dataset, ...guess } = datasetOf(null, file.path ?? file.name, options);
    const inOrder = groups.inOrder();
    const models = modelsOf(inOrder, options);
    const names = promptNames(
      inOrder.map(({ templateLabel }) => ({ raw: templateLabel })),
      options.prompt ?? dataset,
    );
    const fileId = await hashFile(file, 32);
    const tags = inOrder.map((group) => tagsOf(null, group));
    const runs = inOrder.map((group, index): ImportedRun => {
      const { evalId, promptIdx, templateLabel, provider, rows, unscored } = group;
      // With its evaluation's id a run is the one that `-o results.json` of that evaluation has.
      const id = evalId === null ? fileId : toName(evalId);
      const start = {
        externalId: `promptfoo:${id}:${promptIdx ?? hash(templateLabel, 8)}:${hash(provider?.id ?? "", 8)}`,
        model: models.model(group),
        dataset: { name: dataset },
        prompt: { name: toName(names.get(templateLabel) ?? dataset), text: templateLabel },
        source: "promptfoo",
        tags: tags[index]?.tags ?? {},
        ...scoresOf(group, options),
      };
      return { start, ...guess, results: rows, unscored, end: { status: "completed" } };
    });
    const left = new Set(tags.flatMap((found) => found.notes));
    const again = inOrder.reduce((sum, { items }) => sum + items.countAgain(), 0);
    return {
      runs,
      warnings: [POORER, ...lookAlikes(runs), ...notesOfAgain(again), ...notes, ...models.notes, ...left],
      results: () => resultsOf(readLineRows(file), groups, options),
    };
  },
};

/** promptfoo's `-o results.json`: a run for each provider and prompt. */
export const promptfoo: Importer = {
  recognises: (head) =>
    ["results.results", "results.prompts", "results.table"].some((key) => head.keys.has(key)) ||
    // Each line of an exported JSONL has one too.
    (head.keys.has("evalId") && !head.keys.has("promptIdx")) ||
    isVeryFirst(head),

  async survey(file, options) {
    const { facts, groups, notes } = await readOnce(file, options);
    const results = readShape(ResultsFile, facts);
    // Without an id of its own, the file itself is what has to be the same for an import to be the same.
    const evalId = results.evalId || (await hashFile(file, 32));
    const found = runsOf(results, groups.inOrder(), evalId, file.path ?? file.name, options);
    return {
      runs: found.runs,
      warnings: [...lookAlikes(found.runs), ...notes, ...found.notes],
      results: () => resultsOf(readJsonRows(file), groups, options),
    };
  },
};

/** Before there were versions: `results` is the list itself, and the table a list of lines. */
function isVeryFirst(head: FileHead): boolean {
  if (!isBareList(head)) return false;
  // Of a longer file the head ends in the rows.
  const isBegun = /^\s*\{\s*"results"\s*:\s*\[\s*\{\s*"p(?:rompt|rovider)"/.test(head.text);
  const isRow = ["raw", "success"].every((key) => head.text.includes(`"${key}":`));
  return (head.keys.has("stats") && head.keys.has("table")) || (isBegun && isRow);
}

const promptsIn = (groups: RowGroups) =>
  groups.inOrder().map(({ templateLabel, provider }) => ({ raw: templateLabel, provider: provider?.id }));

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

async function readOnce(
  file: SourceFile,
  rules: ScoreRules,
): Promise<GroupedRows & { readonly facts: unknown }> {
  const facts = new Map<string, unknown>();
  const grouped = await groupRows(
    readJsonRows(file, FACTS, (path, value) => facts.set(path.join("."), value)),
    rules,
  );
  // The very first promptfoos wrote no more of the prompts than stands in the rows.
  if (isBareList(await readHead(file)))
    return { ...grouped, facts: { results: { prompts: promptsIn(grouped.groups) } } };
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
