import type { StartRun } from "@evalboard/contract";
import { faultAt } from "../check.ts";
import { hash } from "../hash.ts";
import { type ImportedRun, ImportError, type ImportOptions } from "../importer.ts";
import { describeMetrics } from "../metrics.ts";
import { fileName as lastName, modelNamed, nameOfFile, toName } from "../names.ts";
import type { ScoreRules } from "../scale.ts";
import type { Prompt, Provider, ResultsFile } from "./file.ts";
import { SCORE } from "./results.ts";
import type { RowGroup } from "./rows.ts";
import { tagsOf } from "./tags.ts";

/** A warning for each set of runs that nothing tells apart, such as one model at two temperatures. */
export function lookAlikes(runs: readonly ImportedRun[]): string[] {
  const counts = new Map<string, number>();
  for (const { start } of runs) {
    const what = `${start.model.provider}/${start.model.name} with the prompt "${start.prompt.name}"`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > 1)
    .map(
      ([what, count]) =>
        `${count} runs of ${what} look alike: give their providers labels to tell them apart`,
    );
}

/** The runs of a file, and what a person should know of them. */
export interface FoundRuns {
  readonly runs: readonly ImportedRun[];
  readonly notes: readonly string[];
}

/** One run for each provider and prompt of the file, in the order of its groups. Throws `ImportError`. */
export function runsOf(
  file: ResultsFile,
  groups: readonly RowGroup[],
  evalId: string,
  fileName: string,
  options: ImportOptions,
): FoundRuns {
  const prompts = templatesIn(file.results.prompts, groups);
  const { name: dataset, ...guess } = datasetOf(file.config?.description, fileName, options);
  const names = promptNames(prompts, options.prompt ?? dataset);
  const { startedAt, completedAt } = runTimes(file);
  const modelFor = modelsOf(groups, options);

  const externalIds = new Set<string>();
  const notes = new Set(modelFor.notes);
  if (startedAt === null) notes.add(TIMELESS);
  const runs = groups.map((group): ImportedRun => {
    const promptIdx = promptIdxOf(group, prompts);
    const externalId = toName(`promptfoo:${evalId}:${promptIdx}:${hash(group.provider?.id ?? "", 8)}`);
    if (externalIds.has(externalId)) throw new ImportError(`${group.where}.promptIdx: is missing`);
    externalIds.add(externalId);
    const text = prompts[promptIdx]?.raw ?? "";
    const found = tagsOf(file.config, group);
    for (const note of found.notes) notes.add(note);
    return {
      start: {
        externalId,
        model: modelFor.model(group),
        dataset: { name: dataset },
        prompt: { name: names.get(text) ?? dataset, text },
        source: toName(`promptfoo ${file.metadata?.promptfooVersion ?? ""}`),
        tags: found.tags,
        ...scoresOf(group, options),
        ...(startedAt === null ? {} : { startedAt }),
      },
      ...guess,
      results: group.rows,
      unscored: group.unscored,
      end: { status: "completed", ...(completedAt === null ? {} : { at: completedAt }) },
    };
  });
  return { runs, notes: [...notes] };
}

const TIMELESS = "the file says no time (promptfoo 0.57 and older write none): its runs count as of now";

/** promptfoo's scores are better when higher; what lies outside 0 to 1 is a figure that a script gave a name to. */
export function scoresOf(
  { metrics, keepsNumbers }: RowGroup,
  { lowerIsBetter = false }: ScoreRules,
): Pick<StartRun, "metrics"> {
  const isNumber = (name: string) => keepsNumbers && name === SCORE;
  const names = metrics.names.filter((name) => isNumber(name) || metrics.scores.includes(name));
  return describeMetrics(names, (name) => !(isNumber(name) && lowerIsBetter));
}

/** The file has no name of a dataset: a suite's description is the nearest, then what the file or its folder is called. */
export function datasetOf(
  description: string | null | undefined,
  fileName: string,
  { dataset }: ImportOptions,
): { readonly name: string } & Pick<ImportedRun, "datasetGuessed"> {
  const said = dataset ?? toName(description ?? "");
  return said === "" ? { name: nameOfFile(fileName) || "promptfoo", datasetGuessed: true } : { name: said };
}

/** Of the headings of version 1 the templates, without the provider before them. */
function templatesIn(prompts: readonly Prompt[], groups: readonly RowGroup[]): readonly Prompt[] {
  const ids = new Set(groups.map(({ provider }) => provider?.id ?? ""));
  return prompts.map((prompt) => {
    const [heading = "", id = ""] = (prompt.isHeading && /^\[([^\]]+)\] /.exec(prompt.raw)) || [];
    return ids.has(id) && id !== "" ? { raw: prompt.raw.slice(heading.length), provider: id } : prompt;
  });
}

/** By its own index, or, in older files, by its label and provider. */
function promptIdxOf(
  { promptIdx, promptLabel, provider, where }: RowGroup,
  prompts: readonly Prompt[],
): number {
  if (promptIdx !== null && promptIdx < prompts.length) return promptIdx;
  if (promptIdx !== null)
    throw new ImportError(`${where}.promptIdx: is ${promptIdx}, but the file has ${prompts.length} prompts`);
  const ofLabel = [...prompts.keys()].filter((index) => {
    const prompt = prompts[index];
    return [prompt?.label, prompt?.display, prompt?.raw].includes(promptLabel);
  });
  const asked = new Set([provider?.label, provider?.id]);
  const found = ofLabel.find((index) => asked.has(prompts[index]?.provider)) ?? ofLabel[0];
  if (found === undefined)
    throw new ImportError(`${where}.prompt: is not among the prompts of the file's table`);
  return found;
}

/**
 * The model of each group. The person's word is of one model: it comes before that of a file that asked one, not of one
 * that asked several, or nobody could tell them apart. What is asked throws `ImportError` where nobody names the model.
 */
export function modelsOf(
  groups: readonly RowGroup[],
  { model: said }: ImportOptions,
): { readonly model: (group: RowGroup) => StartRun["model"]; readonly notes: readonly string[] } {
  const isOne = new Set(groups.map(({ provider }) => provider?.id)).size === 1;
  return {
    model: ({ provider, where }) => {
      if (said !== undefined && (isOne || provider === null)) return modelNamed(said);
      if (provider) return modelOf(provider);
      throw faultAt(where, "provider", "is missing; name the model with --model provider/name");
    },
    notes:
      said === undefined || isOne
        ? []
        : ["--model is not taken for a file that asked several models: they are told apart as the file does"],
  };
}

/** Ways to call a model, not part of its name: `openai:chat:gpt-4o` and `openai:gpt-4o` are one model. */
const ENDPOINTS = new Set(["chat", "completion", "messages", "responses"]);
/** Providers whose name is the path of a script. */
const SCRIPTS = new Set(["golang", "python", "ruby"]);
const PATH = /^(?:[~.]{0,2}[\\/]|[a-z]:[\\/])/i;

/**
 * The model behind a provider: `openai:chat:gpt-4o` → openai, gpt-4o; `ollama:llama3:8b` → ollama, llama3:8b;
 * `echo` → echo, echo; `file:///home/me/bot.mjs` → file, bot.mjs. A label is the team's own name for it.
 */
export function modelOf({ id, label }: Provider): StartRun["model"] {
  const model = modelOfId(id.trim());
  const provider = toName(model.provider) || "unknown";
  return { provider, name: toName(label ?? "") || toName(model.name) || provider };
}

function modelOfId(id: string): StartRun["model"] {
  const url = /^(file|https?|wss?):\/\/(.*)$/is.exec(id);
  if (url?.[1] === "file") return { provider: "file", name: lastName(id) };
  // The query of an address may hold a key, and what stands before an @ a password.
  if (url)
    return { provider: url[1] ?? "", name: (url[2] ?? "").replace(/[?#].*$/s, "").replace(/^[^/]*@/, "") };
  if (PATH.test(id)) return { provider: "file", name: lastName(id) };

  const [provider = "", ...names] = id.split(":");
  if (names.length > 1 && ENDPOINTS.has(names[0] ?? "")) names.shift();
  const name = names.join(":");
  if (SCRIPTS.has(provider)) return { provider, name: lastName(name) };
  // A command line: `python /home/me/chain.py --fast` → `python chain.py --fast`.
  if (provider === "exec") return { provider, name: name.split(" ").map(lastName).join(" ") };
  return { provider, name };
}

/**
 * The name of each prompt text of one file, by its text.
 *
 * A text not seen before under a name becomes that name's next version, so a name has to be the same for next
 * week's edited prompt, and another for the prompt beside it in the same file:
 * - one text in the file has the plain name, whatever its label, which is often the text itself or a version;
 * - of several, each has the plain name and its own label, or its place (`#2`) where no label tells it apart.
 *   The first unlabelled one keeps the plain name: its history goes on when a second prompt joins it.
 * The text tells prompts apart, not promptfoo's `id`: that is the hash of the label where there is one.
 */
export function promptNames(prompts: readonly Prompt[], plainName: string): ReadonlyMap<string, string> {
  const labels = new Map<string, string | null>();
  for (const prompt of prompts) {
    if (!labels.has(prompt.raw)) labels.set(prompt.raw, ownLabel(prompt));
  }
  const names = new Map<string, string>();
  for (const [index, [text, label]] of [...labels].entries()) {
    const alone = [...labels.values()].filter((other) => other === label).length === 1;
    const unlabelled = index === 0 ? plainName : `${plainName} #${index + 1}`;
    names.set(
      text,
      labels.size > 1 && label !== null && alone ? toName(`${plainName} / ${label}`) : toName(unlabelled),
    );
  }
  return names;
}

/**
 * What a label says beyond the text: promptfoo's own are the text, `file: text`, or `file: start of the text...`.
 * Null where that is nothing.
 */
function ownLabel({ raw, label }: Prompt): string | null {
  if (!label || label === raw) return null;
  const parts = label.split(": ");
  const own = parts.findIndex((_, index) => {
    const rest = parts.slice(index + 1).join(": ");
    return index < parts.length - 1 && raw.startsWith(rest.replace(/\.\.\.$/, ""));
  });
  const words = own === -1 ? label : parts.slice(0, own + 1).join(": ");
  return /[\\/][^\\/\s]+\.[a-z]\w{0,4}(?::\w+)?$/i.test(words) ? lastName(words) : words;
}

/**
 * When the evaluation began and ended; no row has a time of its own, so all runs of a file share these. Null where the file
 * says no time. The end is the start and the measured duration, not `exportedAt`: a file can be exported again months later.
 */
export function runTimes({ metadata, results }: Pick<ResultsFile, "metadata" | "results">): {
  readonly startedAt: string | null;
  readonly completedAt: string | null;
} {
  const time = metadata?.evaluationCreatedAt ?? results.timestamp ?? null;
  if (time === null) return { startedAt: null, completedAt: null };
  const started = Date.parse(time);
  const exported = metadata?.exportedAt ? Date.parse(metadata.exportedAt) : null;
  const durationMs = results.stats?.durationMs ?? null;
  const ends = [exported, durationMs === null ? null : started + durationMs].filter((end) => end !== null);
  const completed = ends.length > 0 ? Math.max(started, Math.min(...ends)) : started;
  return { startedAt: new Date(started).toISOString(), completedAt: new Date(completed).toISOString() };
}
