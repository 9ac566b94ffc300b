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
  return new Command("names")
    .description("what the team calls its models, datasets and prompts")
    .addCommand(listCommand(deps), { isDefault: true })
    .addCommand(logCommand(deps))
    .addCommand(undoCommand(deps));
}

function makeCommand(name: string, about: string, { env }: Deps): Command {
  return addServerOption(
    new Command(name).description(about).option("--json", "print the server's reply as it is"),
    env,
  );
}

/** `evalboard names list` */
function listCommand(deps: Deps): Command {
  const { output, clientAt } = deps;
  const command = makeCommand("list", "names that are likely of one subject, and how to make them one", deps);
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
  const command = makeCommand("log", "the renamings that stand, the newest first", deps);
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
  const command = makeCommand("undo", "take a renaming back", deps).argument(
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
