import { DescribeRun, type RunDetail } from "@evalboard/contract";
import { Command } from "commander";
import {
  addServerOption,
  attempt,
  type CommandDeps,
  ExitCode,
  parserOf,
  type ServerFlags,
} from "../command.ts";
import { CommandFault } from "../faults.ts";
import { findRun, type GatingClient } from "../gate/find-runs.ts";
import { teach } from "../help.ts";
import { formatJson, writeLine } from "../output.ts";
import { addTag, type Tags, wordTags } from "../tags.ts";
import { inTime } from "./commands.ts";

/** What labelling needs of a client. */
export interface LabellingClient {
  readonly runs: Pick<GatingClient["runs"], "get" | "list"> & {
    readonly describe: { mutate(input: DescribeRun, options: ReturnType<typeof inTime>): Promise<RunDetail> };
  };
}

interface Flags extends ServerFlags {
  readonly tag?: Tags;
  readonly untag?: readonly string[];
  /** False where the label is to go. */
  readonly label: boolean;
  readonly json?: true;
}

const lesson = {
  about: "What is not named stays as it is. The run's results stay as they were recorded.",
  examples: [
    ["evalboard label nightly-2026-03-02 main", "gives it the label main"],
    ["evalboard label nightly-2026-03-02 --tag branch=main", "a tag as well"],
    ["evalboard label nightly-2026-03-02 --no-label", "takes the label away"],
  ],
  page: "docs/gate.md",
} as const;

/** `evalboard label RUN [LABEL]` */
export function labelCommand(deps: CommandDeps<LabellingClient>): Command {
  const { env, output, clientAt, exitWith } = deps;
  const command = new Command("label")
    .description("set, change or take away the label and the tags of a run")
    .argument("<run>", "its external id, or the id in the address of its page")
    .argument("[label]", "what to call runs of this kind, such as main", parserOf(Label))
    .option("--tag <name=value>", "a tag to set; may be said several times", addTag)
    .option("--untag <name>", "a tag to take away; may be said several times", names)
    .option("--no-label", "take the label away")
    .option("--json", "print the server's reply as it is");
  return teach(addServerOption(command, env), lesson).action(
    (run: string, label: string | undefined, flags: Flags) =>
      attempt(deps, { url: flags.url, before: "not labelled: " }, async () => {
        const change = changeOf(label, flags);
        if (typeof change === "string") {
          writeLine(output.stderr, `not labelled: ${change}`);
          exitWith(ExitCode.wrongUsage);
          return;
        }
        const { runs } = clientAt(flags.url);
        const found = await findRun(runs, run);
        if (!found) throw new CommandFault(`no run has the id or the external id ${JSON.stringify(run)}`);
        const described = await runs.describe.mutate({ runId: found.id, ...change }, inTime());
        if (flags.json) output.stdout.write(formatJson(described));
        else writeLine(output.stdout, describeRun(described));
      }),
  );
}

const Label = DescribeRun.shape.label.unwrap().unwrap();

/** What is to change, or what is wrong with the words. */
function changeOf(label: string | undefined, flags: Flags): Omit<DescribeRun, "runId"> | string {
  const { tag = {}, untag = [] } = flags;
  const tagged = { ...Object.fromEntries(untag.map((name) => [name, null])), ...tag };
  const twice = untag.find((name) => Object.hasOwn(tag, name));
  if (twice !== undefined) return `--tag and --untag both name ${JSON.stringify(twice)}`;
  if (label !== undefined && !flags.label) return "a label and --no-label exclude each other";
  const isChanged = label !== undefined || !flags.label || Object.keys(tagged).length > 0;
  if (!isChanged) return "say a label, --no-label, --tag or --untag";
  return {
    ...(label !== undefined && { label }),
    ...(!flags.label && { label: null }),
    ...(Object.keys(tagged).length > 0 && { tags: tagged }),
  };
}

const parseName = parserOf(Label);

function names(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, parseName(text)];
}

function describeRun({ externalId, label, tags: own }: RunDetail): string {
  const told = [label === null ? "no label" : `label ${label}`, ...wordTags(own)];
  return `${externalId}: ${told.join(", ")}`;
}
