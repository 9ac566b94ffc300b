import type { Argument, Command, Option } from "commander";

/** What may stand in a place: words from a list, a file, a folder, or something that no shell can know. */
export type Place =
  | { readonly kind: "choices"; readonly choices: readonly string[]; readonly name: string }
  | { readonly kind: "files" | "folders" | "text"; readonly name: string };

/** An option as a shell completes it. */
export interface OptionWords {
  /** Without hyphens. */
  readonly long: string;
  readonly short: string | undefined;
  readonly about: string;
  /** What stands behind it; null of one that takes nothing. */
  readonly value: Place | null;
}

/** A command with all that may follow it. */
export interface CommandWords {
  /** From the program on, without the program itself: `keys create`. */
  readonly path: string;
  readonly name: string;
  readonly about: string;
  readonly commands: readonly CommandWords[];
  readonly options: readonly OptionWords[];
  readonly places: readonly Place[];
  /** Whether the last of `places` may be said again and again. */
  readonly isVariadic: boolean;
}

/** All the words of a command, as commander knows them; what its help hides is left out. */
export function wordsOf(command: Command, above: readonly string[] | null = null): CommandWords {
  const help = command.createHelp();
  const path = above === null ? [] : [...above, command.name()];
  const commands = help.visibleCommands(command).map((below) => wordsOf(below, path));
  return {
    path: path.join(" "),
    name: command.name(),
    about: help.subcommandDescription(command),
    commands,
    options: help.visibleOptions(command).flatMap((option) => optionWords(option)),
    places: command.registeredArguments.map((argument) => placeOf(argument.name(), argument)),
    isVariadic: command.registeredArguments.at(-1)?.variadic ?? false,
  };
}

/** The command and all below it. */
export function flatten(command: CommandWords): CommandWords[] {
  return [command, ...command.commands.flatMap(flatten)];
}

function optionWords(option: Option): OptionWords[] {
  const { long, short, description, required, optional, flags } = option;
  if (long === undefined) return [];
  const [, name = ""] = /[<[]([^>\].]+)/.exec(flags) ?? [];
  return [
    {
      long: long.replace(/^--/, ""),
      short: short?.replace(/^-/, ""),
      about: description,
      value: required || optional ? placeOf(name, option) : null,
    },
  ];
}

/** By what it is called in the help: a file is `<file>` or `<path>`, a folder `<folder>`. */
function placeOf(name: string, { argChoices }: Pick<Argument | Option, "argChoices">): Place {
  if (argChoices !== undefined) return { kind: "choices", choices: argChoices, name };
  if (name === "file" || name === "path") return { kind: "files", name };
  return { kind: name === "folder" ? "folders" : "text", name };
}
