import { confirm, isCancel, select, text } from "@clack/prompts";
import { ExitCode } from "./command.ts";
import type { Prompts } from "./import/ask-map.ts";
import { printable } from "./output.ts";

/** How a person at a terminal chooses and writes; Ctrl+C ends the command. */
export const prompts: Prompts = {
  async choose(message, choices) {
    const options = choices.map(({ value, label, hint }) => ({
      value,
      label: printable(label),
      ...(hint === undefined ? {} : { hint: printable(hint) }),
    }));
    return answered(
      await select({ message: printable(message), options, maxItems: 12, output: process.stderr }),
    );
  },
  async write(message, initialValue, fault) {
    const validate = (said: string | undefined) => fault(said ?? "");
    return answered(
      await text({ message: printable(message), initialValue, validate, output: process.stderr }),
    );
  },
};

function answered(answer: string | symbol): string {
  if (typeof answer === "symbol" || isCancel(answer)) process.exit(ExitCode.interrupted);
  return answer;
}

/** Asks for a yes. */
export async function askAtTerminal(message: string): Promise<boolean> {
  const answer = await confirm({ message: printable(message), initialValue: false, output: process.stderr });
  if (isCancel(answer)) process.exit(ExitCode.interrupted);
  return answer;
}
