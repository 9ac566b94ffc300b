import type { FactsStatus } from "@evalboard/contract";
import { formatCount, formatCounted } from "@evalboard/format";
import { Command } from "commander";
import { addServerOption, attempt, type CommandDeps, ExitCode, type ServerFlags } from "../command.ts";
import { CommandFault } from "../faults.ts";
import { type Example, teach } from "../help.ts";
import { formatJson, type Output, writeLine, writeLines } from "../output.ts";
import { describeDifferences, describeStatus } from "./describe.ts";
import { type FactsClient, inTime, showWork, watchWork } from "./work.ts";

type Deps = CommandDeps<FactsClient>;

interface Flags extends ServerFlags {
  readonly json?: true;
}

/** `evalboard facts` */
export function factsCommand(deps: Deps): Command {
  const command = new Command("facts").description("look after the sums that the board is read from");
  return teach(command, {
    examples: [
      ["evalboard facts status", "whether they are there, and what goes on"],
      ["evalboard facts verify", "whether they are what the runs say"],
      ["evalboard facts rebuild", "makes them again"],
    ],
    page,
  })
    .addCommand(statusCommand(deps))
    .addCommand(verifyCommand(deps))
    .addCommand(rebuildCommand(deps));
}

const page = "docs/facts.md";

/** A command with the options that each of them has. */
function makeCommand(name: string, about: string, { env }: Deps): Command {
  const command = new Command(name).description(about);
  return addServerOption(
    command.option("--json", "print one JSON document: the server's reply as it is"),
    env,
  );
}

/** Prints the server's reply, or else these lines. */
function writeStatus({ stdout }: Output, status: FactsStatus, lines: readonly string[], { json }: Flags) {
  if (json) stdout.write(formatJson(status));
  else writeLines(stdout, lines);
}

/** `evalboard facts rebuild` */
function rebuildCommand(deps: Deps): Command {
  const { output, clientAt } = deps;
  const about = "make the facts again from the runs, while the server goes on";
  const command = teach(makeCommand("rebuild", about, deps), rebuilding);
  return command.action((flags: Flags) =>
    attempt(deps, { url: flags.url, before: "not rebuilt: " }, async () => {
      const client = clientAt(flags.url);
      const started = await client.facts.rebuild.mutate(undefined, inTime());
      writeLine(output.stderr, "the server makes its facts again; Ctrl+C ends the watching alone");
      const progress = showWork(output, "added", flags.json);
      const status = await watchWork(client, started, (told) => told.rebuild, progress);
      const error = status.rebuild?.error ?? null;
      if (error !== null) throw new CommandFault(error);
      writeStatus(output, status, describeStatus(status).slice(0, 1), flags);
    }),
  );
}

const rebuilding = {
  about: "The board is read from the facts that are there until the new ones are complete.",
  examples: [
    ["evalboard facts rebuild", "and watches until they are complete"],
    ["evalboard facts rebuild --json", "the same for a program; says nothing on the way"],
  ],
  exitCodes: `
  0    the facts are made again
  1    they are not: standard error says why
  2    wrong usage
  130  interrupted; the server goes on, evalboard facts status tells of it`,
  page,
} as const;

/** `evalboard facts status` */
function statusCommand(deps: Deps): Command {
  const command = makeCommand("status", "say whether the facts are there, and what goes on", deps);
  const examples: readonly Example[] = [
    ["evalboard facts status", "three lines: the facts, the rebuild, the verification"],
    ["evalboard facts status --json", "the same for a program"],
  ];
  return teach(command, { examples, page }).action((flags: Flags) =>
    attempt(deps, flags, async () => {
      const status = await deps.clientAt(flags.url).facts.status.query(undefined, inTime());
      writeStatus(deps.output, status, describeStatus(status), flags);
    }),
  );
}

/** `evalboard facts verify` */
function verifyCommand(deps: Deps): Command {
  const { output, clientAt, exitWith } = deps;
  const about = "compute the facts from the runs once more and compare them, while the server goes on";
  const command = teach(makeCommand("verify", about, deps), verifying);
  return command.action((flags: Flags) =>
    attempt(deps, { url: flags.url, before: "not judged: ", code: ExitCode.notJudged }, async () => {
      const client = clientAt(flags.url);
      const started = await client.facts.verify.mutate(undefined, inTime());
      writeLine(output.stderr, "the server compares its facts with the runs; Ctrl+C ends the watching alone");
      const progress = showWork(output, "compared", flags.json);
      const status = await watchWork(client, started, (told) => told.verification, progress);
      const differences = status.verification?.differences;
      if (!differences) throw new CommandFault(status.verification?.error ?? "it came to no end");
      const { rows, differingRows } = differences;
      writeStatus(output, status, describeDifferences(differences), flags);
      if (differingRows === 0) {
        writeLine(output.stderr, `all ${formatCounted(rows, "row")} of facts are what the runs say`);
        return;
      }
      const differing = `${formatCount(differingRows)} of ${formatCounted(rows, "row")}`;
      writeLine(output.stderr, `${differing} differ; evalboard facts rebuild makes them again`);
      exitWith(ExitCode.failed);
    }),
  );
}

const verifying = {
  about: "Each line names a row of facts, a measure of it, what it has and what it should have.",
  examples: [
    ["evalboard facts verify", "a line for each figure that differs"],
    ["evalboard facts verify --json || evalboard facts rebuild", "makes them again where one does"],
  ],
  exitCodes: `
  0    all facts are what the runs say
  1    some are not
  2    not judged: wrong usage, no facts yet, or the server is away
  130  interrupted; the server goes on, evalboard facts status tells of it`,
  page,
} as const;
