import type { NewResult, RunEnd, StartRun } from "@evalboard/client";
import { NewResult as NewResultSchema } from "@evalboard/contract";
import { modelNamed, toName } from "@evalboard/importers/names";
import { toText } from "@evalboard/importers/text";
import type { TestCase, TestModule } from "vitest/node";
import type { Recorded } from "./evaluate.ts";

/** What the reporter says of tests that do not say it themselves. */
export interface TestDefaults {
  /** `openai/gpt-4o` */
  readonly model?: string | undefined;
  readonly dataset?: string | undefined;
  readonly prompt?: Recorded["prompt"];
}

/** What is true of all runs of one test run. */
export interface TestRun {
  /** Of this test run and no other. */
  readonly id: string;
  /** Whether tests were left out that a whole test run has. */
  readonly limited: boolean;
  readonly interrupted: boolean;
}

interface FoundRun {
  readonly start: StartRun;
  readonly results: readonly NewResult[];
  readonly end: RunEnd;
}

/** The runs of a test run's evaluations, and what a person should know of those that are left out. */
export interface FoundRuns {
  readonly runs: readonly FoundRun[];
  readonly notes: readonly string[];
}

/** A run for each model, dataset, prompt and set of tags; tests that recorded nothing are ordinary ones. */
export function runsOfTests(
  modules: readonly TestModule[],
  defaults: TestDefaults,
  { id, limited, interrupted }: TestRun,
): FoundRuns {
  const notes: string[] = [];
  const groups = new Map<string, Group>();
  for (const test of modules.flatMap((module) => [...module.children.allTests()])) {
    const recorded = recordedBy(test, notes);
    if (recorded === null) continue;
    const evaluated = evaluatedBy(test, recorded, defaults);
    if (evaluated === null) {
      notes.push(`${test.fullName}: which model it asked is not said: model "provider/name"`);
      continue;
    }
    const key = JSON.stringify(evaluated);
    const group: Group = groups.get(key) ?? {
      evaluated,
      results: [],
      askings: new Map(),
      limited,
      times: [],
    };
    groups.set(key, group);
    addResult(group, test, recorded, notes);
  }
  const runs = [...groups.values()]
    .filter(({ results }) => results.length > 0)
    .map((group, index): FoundRun => {
      const at = new Date(Math.max(...group.times)).toISOString();
      return {
        start: {
          ...group.evaluated,
          externalId: `vitest:${id}:${index}`,
          source: "vitest",
          startedAt: new Date(Math.min(...group.times)).toISOString(),
          limited: group.limited,
        },
        results: group.results,
        end: interrupted
          ? { status: "failed", at, error: "the test run was interrupted" }
          : { status: "completed", at },
      };
    });
  return { runs, notes };
}

interface Group {
  readonly evaluated: Pick<StartRun, "model" | "dataset" | "prompt" | "tags">;
  readonly results: NewResult[];
  /** How often each item was asked by now. */
  readonly askings: Map<string, number>;
  limited: boolean;
  /** When its tests began and ended, ms. */
  readonly times: number[];
}

/** What a finished test said of an answer, by `record` or by annotations of the types `score` and `metric:NAME`; null of any other test. */
function recordedBy(test: TestCase, notes: string[]): Recorded | null {
  const { state } = test.result();
  if (state !== "passed" && state !== "failed") return null;
  const recorded = test.meta().evalboard;
  const annotated = annotatedScores(test, notes);
  if (!recorded && !annotated) return null;
  const metrics = { ...annotated?.metrics, ...recorded?.metrics };
  return { attempt: 0, ...annotated, ...recorded, ...(Object.keys(metrics).length > 0 && { metrics }) };
}

function annotatedScores(test: TestCase, notes: string[]): Pick<Recorded, "score" | "metrics"> | null {
  let score: number | undefined;
  const metrics: Record<string, number> = {};
  for (const { type, message } of test.annotations()) {
    const value = message.trim() === "" ? Number.NaN : Number(message);
    if (type === "score" && value >= 0 && value <= 1) score = value;
    else if (type === "score")
      notes.push(`${test.fullName}: the annotated score must be from 0 to 1, and is ${message}`);
    else if (type.startsWith("metric:") && Number.isFinite(value)) metrics[toName(type.slice(7))] = value;
  }
  if (score === undefined && Object.keys(metrics).length === 0) return null;
  return { ...(score !== undefined && { score }), metrics };
}

function evaluatedBy(test: TestCase, recorded: Recorded, defaults: TestDefaults): Group["evaluated"] | null {
  const model = recorded.model ?? defaults.model;
  if (model === undefined || toName(model) === "") return null;
  const dataset = toName(recorded.dataset ?? defaults.dataset ?? suiteOf(test)) || "vitest";
  const { name, text } = promptOf(recorded.prompt ?? defaults.prompt, dataset);
  return {
    model: modelNamed(model),
    dataset: { name: dataset },
    prompt: { name, text },
    ...(recorded.tags && { tags: recorded.tags }),
  };
}

function promptOf(prompt: Recorded["prompt"], dataset: string): StartRun["prompt"] {
  // Nobody said what it is: it stays one version, for there is nothing to tell versions by.
  if (prompt === undefined) return { name: dataset, text: `vitest ${dataset}` };
  if (typeof prompt === "string") return { name: dataset, text: toText(prompt) ?? "" };
  return { name: toName(prompt.name) || dataset, text: toText(prompt.text) ?? "" };
}

/** The name of the outermost `describe`, else of the file. */
function suiteOf(test: TestCase): string {
  let { parent } = test;
  while (parent.type === "suite" && parent.parent.type === "suite") ({ parent } = parent);
  if (parent.type === "suite") return parent.name;
  const file = test.module.relativeModuleId;
  return file.slice(file.lastIndexOf("/") + 1).replace(/(?:\.(?:eval|test|spec|bench))*\.[cm]?[jt]sx?$/, "");
}

function addResult(group: Group, test: TestCase, recorded: Recorded, notes: string[]): void {
  const itemKey = toName(recorded.item ?? test.name) || "item";
  const repeat = (group.askings.get(itemKey) ?? 0) + 1;
  const result = NewResultSchema.safeParse({ ...resultOf(test, recorded), itemKey, repeat });
  if (!result.success) {
    const faults = result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    notes.push(`${test.fullName}: ${faults.join(", ")}`);
    return;
  }
  group.askings.set(itemKey, repeat);
  group.results.push(result.data);
  const { startTime, duration } = test.diagnostic() ?? { startTime: Date.now(), duration: 0 };
  group.times.push(startTime, startTime + duration);
  if (test.options.mode === "only") group.limited = true;
}

/**
 * How the test went, as the board has it. An answer whose test fails has failed. The call broke where `evaluate` saw it
 * throw, or where something else than an assertion failed before there was an answer, such as a timeout.
 */
function resultOf(test: TestCase, recorded: Recorded): Omit<NewResult, "itemKey"> {
  const { model: _, dataset: _of, prompt: _by, item: _key, tags: _tags, attempt: _try, ...said } = recorded;
  const { score, error: broke, latencyMs, reason, ...others } = said;
  const passed = test.result().state === "passed";
  const [failure] = passed ? [] : (test.result().errors ?? []).toReversed();
  const message = failure ? toText(failure.message) : null;
  const answered = recorded.output !== undefined || score !== undefined;
  const threw = broke ?? (!answered && failure && !isAssertion(failure) ? message : null);
  if (!passed && threw) return { ...others, score: null, error: threw };
  const known = { ...others, latencyMs, reason: reason ?? message ?? broke };
  if (score === null && (passed || (failure && !isAssertion(failure)))) return { ...known, score: null };
  return { ...known, score: score ?? Number(passed), passed };
}

/** Chai's, Node's, and those of `expect`, whatever has become of their class on the way from the worker. */
function isAssertion({
  name,
  actual,
  expected,
}: {
  name?: string;
  actual?: unknown;
  expected?: unknown;
}): boolean {
  return name === "AssertionError" || actual !== undefined || expected !== undefined;
}
