import { formats, ImportOptions, type SurveyOptions } from "@evalboard/importers";
import { Option, type Command } from "commander";
import { ServerUrl, type Env } from "../env.ts";
import { parserOf } from "../parser-of.ts";

/** What the options of importing give. */
export interface ImportFlags extends SurveyOptions {
  readonly url: string;
}

const { label, dataset, prompt, model, scorer, filter, metric } = ImportOptions.shape;

/** The options of every command that imports. */
export function addImportOptions(command: Command, env: Env): Command {
  return command
    .option("--url <address>", "the server (or set EVALBOARD_URL)", parserOf(ServerUrl), env.serverUrl)
    .addOption(new Option("--format <name>", "the format, where it is not to be guessed").choices(formats))
    .option("--dataset <name>", "the dataset, instead of what the file says or is called", parserOf(dataset))
    .option("--prompt <name>", "the prompt, instead of the dataset's name", parserOf(prompt))
    .option("--model <provider/name>", "the model, for files that name none", parserOf(model))
    .option(
      "--label <name>",
      "what to call runs of this kind, such as main: `gate` compares with it",
      parserOf(label),
    )
    .option("--scorer <name>", "which of several scorers' scores to take", parserOf(scorer))
    .option("--filter <name>", "which of several filters' answers to take", parserOf(filter))
    .option("--metric <name>", "which of several metrics to take", parserOf(metric));
}
