import { fileName } from "../names.ts";
import { canonicalJson, toText } from "../text.ts";
import type { LogHeader, Sample, Step } from "./log.ts";

/** What the samples of a log say to the model beforehand, as they are read. */
export class SystemMessages {
  readonly #texts = new Set<string>();

  /** A sample that broke before it was asked has none. */
  note({ messages }: Sample): void {
    const texts = (messages ?? [])
      .filter(({ role }) => role === "system")
      .map(({ content }) => spoken(content));
    // Two are enough to know that they differ.
    if (texts.length > 0 && this.#texts.size < 2) this.#texts.add(texts.join("\n\n"));
  }

  /** The one that all samples share. Where they differ they are a part of the items. */
  get shared(): string | null {
    const [first = null] = this.#texts;
    return this.#texts.size > 1 ? "(another for each sample)" : first;
  }
}

function spoken(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  const parts: readonly unknown[] = content;
  return parts
    .flatMap((part) =>
      typeof part === "object" && part !== null && "text" in part && typeof part.text === "string"
        ? [part.text]
        : [],
    )
    .join("\n");
}

/**
 * What a log's prompt is made of, for a person to read and to tell its versions apart: the task and its version, its
 * solvers with what they were given, and the system message. Not the commit: most commits change no prompt.
 */
export function promptText(
  { eval: { task_file, task_version, solver, solver_args }, plan }: LogHeader,
  task: string,
  system: string | null,
): string {
  const file = task_file ? `, ${fileName(task_file)}` : "";
  const steps = [...(plan?.steps ?? []), ...(plan?.finish ? [plan.finish] : [])];
  const ownSystem = plan?.config?.system_message;
  const lines = [
    `Inspect task ${task}, version ${task_version ?? 0}${file}`,
    ...(solver ? described("solver", { solver, params: solver_args }) : []),
    ...steps.flatMap((step) => described("step", step)),
    ...[typeof ownSystem === "string" ? ownSystem : null, system].flatMap((text) =>
      text ? ["", "system:", text] : [],
    ),
  ];
  // A function is written with its place in memory, another each time.
  return (toText(lines.join("\n")) ?? "").replaceAll(/ at 0x[0-9a-f]+/gi, "");
}

/** What is null or empty is what the solver does by itself: a newer Inspect writes more of these. */
function described(what: string, { solver, params }: Step): string[] {
  const given = Object.entries(params ?? {})
    .filter(
      ([, value]) =>
        value !== null && value !== "" && canonicalJson(value) !== "{}" && canonicalJson(value) !== "[]",
    )
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [`${what}: ${solver}`, ...given.map(([name, value]) => `  ${name}: ${shown(value)}`)];
}

function shown(value: unknown): string {
  if (typeof value !== "string") return canonicalJson(value);
  return /^(?:[~/]|[a-z]:[\\/])\S*$/i.test(value) ? fileName(value) : value;
}
