import { quoted } from "./bash.ts";
import type { CommandWords, OptionWords, Place } from "./words.ts";

/** A script for zsh 5 and newer: to be sourced after `compinit`, or kept as `_evalboard` in a folder of `fpath`. */
export function zshScript(program: CommandWords): string {
  return `#compdef evalboard
# Completes evalboard in zsh; written by: evalboard completion zsh

${functionsOf(program).join("\n\n")}

if [[ $funcstack[1] == _evalboard ]]; then
  _evalboard "$@"
else
  compdef _evalboard evalboard
fi
`;
}

/** One function a command, those of the commands below it first. */
function functionsOf(command: CommandWords): string[] {
  const { commands } = command;
  const own = commands.length === 0 ? leaf(command) : group(command);
  return [...commands.flatMap(functionsOf), own];
}

const nameOf = ({ path }: CommandWords) => ["_evalboard", ...path.split(" ").filter(Boolean)].join("_");

function leaf(command: CommandWords): string {
  const specs = [...command.options.flatMap(optionSpecs), ...placeSpecs(command)];
  return `${nameOf(command)}() {
  _arguments -S ${specs.map((spec) => `\\\n    ${quoted(spec)}`).join(" ")}
}`;
}

function group(command: CommandWords): string {
  const { commands, options } = command;
  const described = commands.map(({ name, about }) => quoted(`${name}:${about}`));
  const specs = options.flatMap(optionSpecs).map((spec) => `\\\n    ${quoted(spec)} `);
  return `${nameOf(command)}() {
  local curcontext="$curcontext" state line
  typeset -A opt_args
  _arguments -C -S ${specs.join("")}\\
    '1: :->command' \\
    '*:: :->rest'
  case $state in
  command)
    local -a commands
    commands=(${described.map((one) => `\n      ${one}`).join("")}
    )
    _describe -t commands command commands
    ;;
  rest)
    case $line[1] in
${commands.map((below) => `    ${below.name}) ${nameOf(below)} ;;`).join("\n")}
    esac
    ;;
  esac
}`;
}

/** Each may be said again: some gather values, and of the others the last counts. */
function optionSpecs({ long, short, about, value }: OptionWords): string[] {
  const described = `[${about.replaceAll(/[\\[\]:]/g, "\\$&")}]`;
  const behind = value === null ? "" : `:${actionOf(value)}`;
  const spellings = short === undefined ? [`--${long}`] : [`-${short}`, `--${long}`];
  return spellings.map((spelling) => {
    const joined = value !== null && spelling.startsWith("--") ? "=" : "";
    return `*${spelling}${joined}${described}${behind}`;
  });
}

function placeSpecs({ places, isVariadic }: CommandWords): string[] {
  return places.map((place, index) => {
    const isLast = index === places.length - 1;
    return `${isVariadic && isLast ? "*" : index + 1}:${actionOf(place)}`;
  });
}

function actionOf(place: Place): string {
  const name = place.name.replaceAll(":", "\\:");
  if (place.kind === "choices") return `${name}:(${place.choices.join(" ")})`;
  const actions = { files: "_files", folders: "_files -/", text: " " };
  return `${name}:${actions[place.kind]}`;
}
