import { type LikelySame, type Renaming, UndoRenaming } from "@evalboard/contract";
import { Command } from "commander";
import {
  addServerOption,
  attempt,
  type CommandDeps,
  parserOf,
  type ServerFlags,
  within,
} from "../command.ts";
import { CommandFault } from "../faults.ts";
import { type Example, teach } from "../help.ts";
import { formatJson, writeLine, writeLines } from "../output.ts";
import { describeLikelySame, describeRenaming, describeRenamings } from "./describe.ts";

interface CallOptions {
  readonly signal: AbortSignal;
}

/** What the commands on names need of a client. */
export interface NamesClient {
  readonly names: {
    readonly likelySame: { query(input: undefined, options: CallOptions): Promise<LikelySame[]> };
    readonly renamings: { query(input: undefined, options: CallOptions): Promise<Renaming[]> };
    readonly undo: { mutate(input: UndoRenaming, options: CallOptions): Promise<Renaming> };
  };
}

type Deps = CommandDeps<NamesClient>;

interface Flags extends ServerFlags {
  readonly json?: true;
}

/** `evalboard names` */
export function namesCommand(deps: Deps): Command {
  const command = new Command("names").description("what the team calls its models, datasets and prompts");
  return teach(command, {
    examples: [
      ["evalboard names", "names that are likely of one subject"],
      ["evalboard names log", "what was renamed"],
      ["evalboard names undo", "takes the newest renaming back"],
    ],
    page: "docs/names.md",
  })
    .addCommand(listCommand(deps), { isDefault: true })
    .addCommand(logCommand(deps))
    .addCommand(undoCommand(deps));
}

function makeCommand(name: string, about: string, examples: readonly Example[], { env }: Deps): Command {
  const command = new Command(name).description(about).option("--json", "print the server's reply as it is");
  return teach(addServerOption(command, env), { examples, page: "docs/names.md" });
}

/** `evalboard names list` */
function listCommand(deps: Deps): Command {
  const { output, clientAt } = deps;
  const about = "names that are likely of one subject, and how to make them one";
  const examples: readonly Example[] = [
    ["evalboard names list", "a pair a line, with the command that merges it"],
    ["evalboard names list --json", "the same for a program"],
  ];
  const command = makeCommand("list", about, examples, deps);
  return command.action(({ url, json }: Flags) =>
    attempt(deps, { url }, async () => {
      const pairs = await clientAt(url).names.likelySame.query(undefined, inTime());
      if (json) output.stdout.write(formatJson(pairs));
      else writeLines(output.stdout, describeLikelySame(pairs));
      if (pairs.length === 0) writeLine(output.stderr, "no two names are likely the same");
    }),
  );
}

/** `evalboard names log` */
function logCommand(deps: Deps): Command {
  const { output, clientAt } = deps;
  const examples: readonly Example[] = [
    ["evalboard names log", "a renaming a line, its id first"],
    ["evalboard names log --json", "the same for a program"],
  ];
  const command = makeCommand("log", "the renamings that stand, the newest first", examples, deps);
  return command.action(({ url, json }: Flags) =>
    attempt(deps, { url }, async () => {
      const renamings = await clientAt(url).names.renamings.query(undefined, inTime());
      if (json) output.stdout.write(formatJson(renamings));
      else writeLines(output.stdout, describeRenamings(renamings));
      if (renamings.length === 0) writeLine(output.stderr, "nothing was renamed");
    }),
  );
}

/** `evalboard names undo [ID]` */
function undoCommand(deps: Deps): Command {
  const { output, clientAt } = deps;
  const examples: readonly Example[] = [
    ["evalboard names undo", "the newest renaming"],
    ["evalboard names undo 0199a6c0-…", "an older one, by the id that the log shows"],
  ];
  const command = makeCommand("undo", "take a renaming back", examples, deps).argument(
    "[renaming-id]",
    "the id that `evalboard names log` shows; the newest renaming where none is given",
    parserOf(UndoRenaming.shape.renamingId),
  );
  return command.action((given: string | undefined, { url, json }: Flags) =>
    attempt(deps, { url, before: "not undone: " }, async () => {
      const { names } = clientAt(url);
      const renamingId = given ?? (await names.renamings.query(undefined, inTime()))[0]?.id;
      if (renamingId === undefined) throw new CommandFault("nothing was renamed");
      const undone = await names.undo.mutate({ renamingId }, inTime());
      if (json) output.stdout.write(formatJson(undone));
      else writeLine(output.stdout, `undone: ${describeRenaming(undone)}`);
    }),
  );
}

/** No question about names takes longer. */
export const inTime = (): CallOptions => within(30_000);
