import { type CommandWords, flatten, type OptionWords, type Place } from "./words.ts";

/**
 * A script for bash 3.2 and newer, without the package bash-completion. It holds all words itself: no program is started
 * at a Tab, and nothing that was typed is run.
 */
export function bashScript(program: CommandWords): string {
  const commands = flatten(program);
  return `# Completes evalboard in bash; written by: evalboard completion bash

# What may follow the command $1: commands, options, options that take a value, and what stands in each place.
_evalboard_at() {
  commands='' options='' valued='' last='' places=()
  case $1 in
${commands.map(caseOf).join("\n")}
  esac
}

# What may follow the option $2 of the command $1.
_evalboard_value() {
  case "$1 $2" in
${commands.flatMap(valueCases).join("\n")}
  *) values=@text ;;
  esac
}

_evalboard() {
  local cur=\${COMP_WORDS[COMP_CWORD]} path='' wanted='' values='' count=0 i word
  local commands options valued last
  local -a places
  COMPREPLY=()
  _evalboard_at ''
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ $word == '=' ]]; then
      # Bash parts words at it: of --tag a=b, b belongs to a.
      [[ -n $wanted ]] || ((i++))
    elif [[ -n $wanted ]]; then
      wanted=''
    elif [[ " $valued " == *" $word "* ]]; then
      wanted=$word
    elif [[ $word != -* ]]; then
      if [[ $count == 0 && " $commands " == *" $word "* ]]; then
        path="\${path:+$path }$word"
        _evalboard_at "$path"
      else
        ((count++))
      fi
    fi
  done
  [[ $cur == '=' ]] && cur=''
  if [[ -n $wanted ]]; then
    _evalboard_value "$path" "$wanted"
  elif [[ $cur == -* ]]; then
    values=$options
  elif [[ -n $commands && $count == 0 ]]; then
    values=$commands
  else
    values=\${places[count]:-\${last:-@text}}
  fi
  case $values in
  # Bash completes files itself where nothing else is there.
  @files) ;;
  @folders) compopt +o default -o dirnames 2>/dev/null ;;
  @text) compopt +o default 2>/dev/null ;;
  *) COMPREPLY=($(compgen -W "$values" -- "$cur")) ;;
  esac
}

complete -o default -F _evalboard evalboard
`;
}

function caseOf({ path, commands, options, places, isVariadic }: CommandWords): string {
  const sets = [
    ["commands", commands.map(({ name }) => name)],
    ["options", options.flatMap(spellings)],
    ["valued", options.filter(({ value }) => value !== null).flatMap(spellings)],
  ] as const;
  const words = sets.map(([name, all]) => (all.length === 0 ? "" : ` ${name}=${quoted(all.join(" "))}`));
  const placed = places.length === 0 ? "" : ` places=(${places.map((one) => quoted(textOf(one))).join(" ")})`;
  const last = places.at(-1);
  const again = isVariadic && last ? ` last=${quoted(textOf(last))}` : "";
  return `  ${quoted(path)})${words.join("")}${placed}${again} ;;`;
}

function valueCases({ path, options }: CommandWords): string[] {
  return options.flatMap((option) => {
    if (option.value === null || option.value.kind === "text") return [];
    const patterns = spellings(option).map((spelling) => quoted(`${path} ${spelling}`));
    return [`  ${patterns.join(" | ")}) values=${quoted(textOf(option.value))} ;;`];
  });
}

const spellings = ({ long, short }: OptionWords) =>
  short === undefined ? [`--${long}`] : [`-${short}`, `--${long}`];

const textOf = (place: Place) => (place.kind === "choices" ? place.choices.join(" ") : `@${place.kind}`);

/** For bash and zsh. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
