import { Command } from "commander";
import type { Env } from "../env.ts";
import type { Output } from "../output.ts";
import type { FactsClient } from "./facts-client.ts";
import { rebuildCommand } from "./rebuild-command.ts";
import { statusCommand } from "./status-command.ts";
import { verifyCommand } from "./verify-command.ts";

/** What the commands work with. */
export interface FactsCommandDeps {
  readonly env: Env;
  readonly output: Output;
  readonly factsAt: (serverUrl: string) => FactsClient;
  readonly exitWith: (code: number) => void;
}

/** `evalboard facts` */
export function factsCommand(deps: FactsCommandDeps): Command {
  return new Command("facts")
    .description("look after the sums that the board is read from")
    .addCommand(statusCommand(deps))
    .addCommand(verifyCommand(deps))
    .addCommand(rebuildCommand(deps));
}
