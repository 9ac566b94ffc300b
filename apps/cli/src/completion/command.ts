import { Argument, Command } from "commander";
import { z } from "zod";
import { type Example, teach } from "../help.ts";
import type { Output } from "../output.ts";
import { bashScript } from "./bash.ts";
import { fishScript } from "./fish.ts";
import { wordsOf } from "./words.ts";
import { zshScript } from "./zsh.ts";

const Shell = z.enum(["bash", "zsh", "fish"]);

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript };

const examples: readonly Example[] = [
  ["echo 'source <(evalboard completion bash)' >> ~/.bashrc", "bash"],
  ["echo 'source <(evalboard completion zsh)' >> ~/.zshrc", "zsh, after the line with compinit"],
  ["evalboard completion fish > ~/.config/fish/completions/evalboard.fish", "fish"],
];

/** `evalboard completion SHELL`: a script by which a shell completes the words of `program`. */
export function completionCommand(program: Command, { stdout }: Output): Command {
  const command = new Command("completion")
    .description("print a script by which your shell completes commands, options and their values")
    .addArgument(new Argument("<shell>", "which").choices(Shell.options));
  return teach(command, {
    about:
      "It holds all words of this version: print it again after an upgrade, or have your shell ask each time.",
    examples,
    page: "docs/terminal.md",
  }).action((said: string) => {
    stdout.write(scripts[Shell.parse(said)](wordsOf(program)));
  });
}
