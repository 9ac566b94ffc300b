import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { runCommand } from "../harness/run-command.ts";

const Action = z.object({
  inputs: z.record(z.string(), z.object({ default: z.string().default("") })),
  outputs: z.record(z.string(), z.object({ value: z.string() })),
  runs: z.object({
    using: z.literal("composite"),
    steps: z.array(
      z.strictObject({
        id: z.string(),
        shell: z.literal("bash"),
        env: z.record(z.string(), z.string()),
        run: z.string(),
      }),
    ),
  }),
});

/** What a job that uses the action has of it. */
export interface ActionOutcome {
  /** Of the first step that failed, else 0. */
  readonly code: number;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly stderr: string;
}

interface ActionRun {
  /** For the runner's files. */
  readonly folder: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly sha?: string;
}

/** Runs the steps of a composite action as GitHub's runner does: by bash, each with files for its outputs and its summary. */
export async function runAction(
  source: string,
  { folder, inputs, sha = "" }: ActionRun,
): Promise<ActionOutcome> {
  const action = Action.parse(parse(source));
  const known = new Map([["github.sha", sha]]);
  const fill = (text: string) =>
    text.replaceAll(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_, name: string) => known.get(name) ?? "");
  for (const [name, input] of Object.entries(action.inputs))
    known.set(`inputs.${name}`, inputs[name] ?? fill(input.default));
  await mkdir(folder, { recursive: true });
  const summaries: string[] = [];
  let stderr = "";
  let code = 0;
  for (const { id, env, run } of action.runs.steps) {
    const script = join(folder, `${id}.sh`);
    const output = join(folder, `${id}.output`);
    const summary = join(folder, `${id}.summary`);
    await writeFile(script, run);
    await writeFile(output, "");
    await writeFile(summary, "");
    const given = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, fill(value)]));
    const files = { GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, RUNNER_TEMP: folder };
    const bash = ["--noprofile", "--norc", "-eo", "pipefail", script];
    const step = await runCommand("bash", bash, { cwd: folder, env: { ...given, ...files } });
    for (const line of (await readFile(output, "utf8")).split("\n").filter((text) => text !== ""))
      known.set(`steps.${id}.outputs.${line.slice(0, line.indexOf("="))}`, line.slice(line.indexOf("=") + 1));
    summaries.push(await readFile(summary, "utf8"));
    stderr += step.stderr;
    ({ code } = step);
    if (code !== 0) break;
  }
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => [name, fill(value)]);
  return { code, outputs: Object.fromEntries(outputs), summary: summaries.join(""), stderr };
}
