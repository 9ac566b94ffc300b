import { type CommandWords, flatten, type OptionWords, type Place } from "./words.ts";

/** A script for fish 3 and newer: to be sourced, or kept as `evalboard.fish` in fish's folder of completions. */
export function fishScript(program: CommandWords): string {
  const commands = flatten(program);
  const paths = commands.filter(({ path }) => path !== "").map(({ path }) => pathCase(path));
  const valued = commands.flatMap(({ path, options }) =>
    options
      .filter(({ value }) => value !== null)
      .flatMap(spellings)
      .map((spelling) => quoted(`${path} ${spelling}`)),
  );
  return `# Completes evalboard in fish; written by: evalboard completion fish

function __evalboard_path -d 'The command that is being typed, such as: keys create'
    set -l path ''
    set -l is_value 0
    for word in (commandline -opc)
        if test $is_value = 1
            set is_value 0
            continue
        end
        switch "$path $word"
            case ${paths.join(" ")}
                set path (string trim -- "$path $word")
            case ${valued.join(" ")}
                set is_value 1
        end
    end
    echo $path
end

function __evalboard_at
    set -l path (__evalboard_path)
    test "$path" = "$argv"
end

complete -c evalboard -f
${commands.flatMap(linesOf).join("\n")}
`;
}

/** As the words before it and it are joined; the first has nothing before it. */
const pathCase = (path: string) => quoted(path.includes(" ") ? path : ` ${path}`);

function linesOf(command: CommandWords): string[] {
  const line = (rest: string) =>
    `complete -c evalboard -n ${quoted(`__evalboard_at ${command.path}`)} ${rest}`;
  return [
    ...command.commands.map(({ name, about }) => line(`-a ${name} -d ${quoted(about)}`)),
    ...command.options.map(({ long, short, about, value }) => {
      const names = short === undefined ? `-l ${long}` : `-s ${short} -l ${long}`;
      return line(`${names}${value === null ? "" : ` ${valueOf(value)}`} -d ${quoted(about)}`);
    }),
    ...command.places.flatMap((place) => (place.kind === "text" ? [] : [line(placed(place))])),
  ];
}

function valueOf(place: Place): string {
  if (place.kind === "files") return "-r -F";
  return place.kind === "text" ? "-x" : `-x ${placed(place)}`;
}

function placed(place: Place): string {
  if (place.kind === "files") return "-F";
  if (place.kind === "choices") return `-a ${quoted(place.choices.join(" "))}`;
  return `-a ${quoted("(__fish_complete_directories)")}`;
}

const spellings = ({ long, short }: OptionWords) =>
  short === undefined ? [`--${long}`] : [`-${short}`, `--${long}`];

const quoted = (text: string) => `'${text.replaceAll(/['\\]/g, "\\$&")}'`;
