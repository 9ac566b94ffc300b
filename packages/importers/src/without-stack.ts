/** A message without the stack frames that tools leave in it: they name files of the machine that ran the evaluation. */
export function withoutStack(message: string): string {
  return message
    .split("\n")
    .filter((line) => !/^\s+at .*(?::\d+:\d+\)?|\((?:<anonymous>|native|index \d+)\))$/.test(line))
    .join("\n")
    .trimEnd();
}
