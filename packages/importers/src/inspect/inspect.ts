import { headKeys } from "../head-keys.ts";
import type { Importer } from "../importer.ts";
import { openJsonLog } from "./open-json-log.ts";
import { surveyLog } from "./survey-log.ts";

/** Inspect AI's `.eval` log: one run. */
export const inspect: Importer = {
  format: "inspect",
  asks: "Inspect AI's `.eval` log",

  recognises: ({ name, text }) =>
    text.startsWith("PK\u0003\u0004") && (/\.eval$/i.test(name) || text.includes("_journal/")),

  async survey(file, options) {
    // The zip library is for the few who drop a zip: a page loads it then.
    const { openEvalLog } = await import("./open-eval-log.ts");
    return { format: "inspect", ...(await surveyLog(await openEvalLog(file), options)) };
  },
};

/** Inspect AI's `.json` log: one run. */
export const inspectJson: Importer = {
  format: "inspect-json",
  asks: "`inspect log dump`",

  recognises({ text }) {
    const keys = headKeys(text);
    return keys.has("eval.task") || (keys.has("status") && keys.has("eval"));
  },

  async survey(file, options) {
    return { format: "inspect-json", ...(await surveyLog(await openJsonLog(file), options)) };
  },
};
