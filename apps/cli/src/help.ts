import { styleText } from "node:util";
import type { Command } from "commander";

/** What a person types, and what that does. */
export type Example = readonly [line: string, does: string];

/** What the help of a command teaches beside what it takes. */
interface Lesson {
  /** What to know before one uses it. */
  readonly about?: string;
  /** In the order in which a person would need them; two or three. */
  readonly examples: readonly Example[];
  /** What the shell is told, where that is not 0 for done, 1 for failed and 2 for wrong usage alone. */
  readonly exitCodes?: string;
  /** The page where there is more to read, in the repository. */
  readonly page: string;
}

/** The command with a help that teaches: below its options what to know, examples, and where to read on. */
export function teach(command: Command, { about, examples, exitCodes, page }: Lesson): Command {
  const parts = [
    ...(about === undefined ? [] : [about.trim()]),
    `${heading("Examples:")}\n${describeExamples(examples)}`,
    ...(exitCodes === undefined ? [] : [`${heading("Exit codes:")}\n${exitCodes.replace(/^\n|\s+$/g, "")}`]),
    `${heading("Read on:")} ${page}`,
  ];
  return command.addHelpText("after", `\n${parts.join("\n\n")}`);
}

/** A line for each, what it does beside it, or below where the lines are long. */
export function describeExamples(examples: readonly Example[]): string {
  const width = Math.max(...examples.map(([line]) => line.length));
  return examples
    .map(([line, does]) => (width > 44 ? `  ${line}\n      ${does}` : `  ${line.padEnd(width)}   ${does}`))
    .join("\n");
}

/** In bold; where the help is written to what takes no colours, commander takes it out again. */
export const heading = (text: string): string => styleText("bold", text, { validateStream: false });
