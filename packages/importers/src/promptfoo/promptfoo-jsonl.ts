import { hashFile, hash } from "../hash.ts";
import { headKeys } from "../head-keys.ts";
import type { ImportedRun, Importer } from "../importer.ts";
import { toName } from "../to-name.ts";
import { groupRows } from "./group-rows.ts";
import { lookAlikes } from "./look-alikes.ts";
import { modelOf } from "./model-of.ts";
import { promptNames } from "./prompt-names.ts";
import { readLineRows } from "./read-rows.ts";
import { resultsOf } from "./results-of.ts";
import { datasetName } from "./runs-of.ts";

const POORER =
  "promptfoo's JSONL holds neither times nor prompts: the runs count as of now, and a prompt is known by its label; `-o results.json` holds both";

/** promptfoo's `-o results.jsonl`: the rows alone. */
export const promptfooJsonl: Importer = {
  format: "promptfoo-jsonl",
  asks: "`promptfoo eval -o results.jsonl`",

  recognises({ text }) {
    const keys = headKeys(text);
    return ["promptIdx", "testIdx", "provider"].every((key) => keys.has(key));
  },

  async survey(file, options) {
    const groups = await groupRows(readLineRows(file));
    const dataset = options.dataset ?? datasetName(null, file.name);
    const inOrder = groups.inOrder();
    const names = promptNames(
      inOrder.map(({ templateLabel }) => ({ raw: templateLabel })),
      options.prompt ?? dataset,
    );
    const fileId = await hashFile(file, 32);
    const runs = inOrder.map(({ promptIdx, templateLabel, provider, rows }): ImportedRun => ({
      start: {
        externalId: `promptfoo:${fileId}:${promptIdx ?? hash(templateLabel, 8)}:${hash(provider.id, 8)}`,
        model: modelOf(provider),
        dataset: { name: dataset },
        prompt: { name: toName(names.get(templateLabel) ?? dataset), text: templateLabel },
        source: "promptfoo",
      },
      results: rows,
      end: { status: "completed" },
    }));
    return {
      format: "promptfoo-jsonl",
      runs,
      warnings: [POORER, ...lookAlikes(runs)],
      results: () => resultsOf(readLineRows(file), groups),
    };
  },
};
