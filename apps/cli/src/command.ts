import { type Command, InvalidArgumentError } from "commander";
import type { z } from "zod";
import { type Env, ServerUrl } from "./env.ts";
import { faultOf } from "./faults.ts";
import { type Output, writeLine } from "./output.ts";

/**
 * What the process tells the shell, the same of every command:
 *
 * | code | import, watch, export, stats, facts, names, rename, label, metric | gate                                                   | facts verify                                   |
 * | ---- | ---------------------------------------------- | ------------------------------------------------------ | ---------------------------------------------- |
 * | 0    | all of it was done                             | passed                                                 | all facts are what the runs say                |
 * | 1    | some of it was not: standard error says what   | failed: a run is what `--fail-if` names                | some are not                                   |
 * | 2    | wrong usage: nothing was done                  | not judged: wrong usage, no such run, no baseline, or the server is away | not judged: wrong usage, no facts yet, or the server is away |
 * | 130  | interrupted                                    | interrupted                                            | interrupted                                    |
 */
export const ExitCode = { done: 0, failed: 1, wrongUsage: 2, notJudged: 2, interrupted: 130 } as const;

/** What every command works with; `Client` is what it needs of one. */
export interface CommandDeps<Client> {
  readonly env: Env;
  readonly output: Output;
  readonly clientAt: (serverUrl: string) => Client;
  readonly exitWith: (code: number) => void;
}

/** What may be said to every command that asks a server. */
export interface ServerFlags {
  readonly url: string;
}

/** The command with the option that says which server it asks. */
export function addServerOption(command: Command, { serverUrl }: Env): Command {
  return command.option(
    "--url <address>",
    "the server (or set EVALBOARD_URL)",
    parserOf(ServerUrl),
    serverUrl,
  );
}

/** A parser of commander that takes what the schema takes. */
export function parserOf<Value>(schema: z.ZodType<Value>): (text: string) => Value {
  return (text) => {
    const parsed = schema.safeParse(text);
    if (parsed.success) return parsed.data;
    throw new InvalidArgumentError(`It ${parsed.error.issues.map(({ message }) => message).join(", ")}.`);
  };
}

/** How a command says that it could not do its work. */
interface Failure extends ServerFlags {
  /** What comes before the reason. */
  readonly before?: string;
  readonly code?: number;
}

/** Does a command's work. Where that cannot be done, standard error says why and the command ends with `code`. */
export async function attempt(
  { output, exitWith }: Pick<CommandDeps<unknown>, "output" | "exitWith">,
  { url, before = "", code = ExitCode.failed }: Failure,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    writeLine(output.stderr, `${before}${faultOf(error, url).message}`);
    exitWith(code);
  }
}

/** Ends a call that nobody answers in time. */
export const within = (ms: number): { signal: AbortSignal } => ({ signal: AbortSignal.timeout(ms) });
