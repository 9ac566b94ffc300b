import { type NameKind, type RenamePreview, RenameSubject, type Renaming } from "@evalboard/contract";
import { nameKinds } from "@evalboard/contract/words";
import { Argument, Command } from "commander";
import {
  addServerOption,
  attempt,
  type CommandDeps,
  ExitCode,
  parserOf,
  type ServerFlags,
} from "../command.ts";
import { CommandFault } from "../faults.ts";
import { teach } from "../help.ts";
import { formatJson, writeLine, writeLines } from "../output.ts";
import { inTime } from "./commands.ts";
import { describePreview, describeRenaming } from "./describe.ts";
import { type CatalogueClient, findSubject } from "./find-subject.ts";

/** What renaming needs of a client. */
export interface RenamingClient extends CatalogueClient {
  readonly names: {
    readonly preview: { query(input: RenameSubject, options: Options): Promise<RenamePreview> };
    readonly rename: { mutate(input: RenameSubject, options: Options): Promise<Renaming> };
  };
}
type Options = ReturnType<typeof inTime>;

/** Asks who sits at the terminal. */
export type Confirm = (question: string) => Promise<boolean>;

interface RenameDeps extends CommandDeps<RenamingClient> {
  /** Left out where nobody can be asked. */
  readonly confirm?: Confirm | undefined;
}

interface Flags extends ServerFlags {
  readonly yes?: true;
  readonly json?: true;
}

const lesson = {
  about: `
Runs stay as they were recorded. They, and those that are imported later under the old name,
stand under the new one from then on. Where the new name is that of another, the two become one.
evalboard names undo takes it back.`,
  examples: [
    ["evalboard rename dataset extract_fema extract-fema", "says what would become of it, and asks"],
    ["evalboard rename model openrouter/openai/gpt-4o openai/gpt-4o --yes", "merges the two, asks nothing"],
  ],
  exitCodes: `
  0    renamed
  1    not renamed: standard error says why
  2    wrong usage, or --yes is needed: there is no terminal to ask at
  130  interrupted`,
  page: "docs/names.md",
} as const;

/** `evalboard rename KIND NAME NEW_NAME` */
export function renameCommand(deps: RenameDeps): Command {
  const { env, output, clientAt, confirm, exitWith } = deps;
  const command = new Command("rename")
    .description("give a model, dataset or prompt another name, or merge it into the one that has it")
    .addArgument(new Argument("<kind>", "what it is").choices(nameKinds))
    .argument("<name>", "what it is called; a model as provider/name")
    .argument(
      "<new-name>",
      "what it is to be called; of a model its provider stays where none is given",
      parserOf(RenameSubject.shape.name),
    )
    .option("--yes", "do not ask")
    .option("--json", "print the server's reply as it is");
  return teach(addServerOption(command, env), lesson).action(
    (kind: NameKind, name: string, newName: string, flags: Flags) =>
      attempt(deps, { url: flags.url, before: "not renamed: " }, async () => {
        const { names, runs } = clientAt(flags.url);
        const renaming = { kind, id: await findSubject(runs, kind, name), ...parted(kind, newName) };
        const preview = await names.preview.query(renaming, inTime());
        writeLines(output.stderr, describePreview(preview));
        if (!flags.yes) {
          if (!confirm) {
            writeLine(output.stderr, "not renamed: say --yes, for there is no terminal to ask at");
            exitWith(ExitCode.wrongUsage);
            return;
          }
          if (!(await confirm("Rename it?"))) throw new CommandFault("that was not wanted");
        }
        const made = await names.rename.mutate(renaming, inTime());
        if (flags.json) output.stdout.write(formatJson(made));
        else writeLine(output.stdout, describeRenaming(made));
      }),
  );
}

/** A model's new name with its provider, where one is given before the first slash. */
function parted(kind: NameKind, text: string): { name: string; provider?: string } {
  const slash = kind === "model" ? text.indexOf("/") : -1;
  return slash < 1 ? { name: text } : { provider: text.slice(0, slash), name: text.slice(slash + 1) };
}
