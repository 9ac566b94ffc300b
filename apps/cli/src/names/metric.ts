import { DescribeMetric } from "@evalboard/contract";
import { Command, Option } from "commander";
import {
  addServerOption,
  attempt,
  type CommandDeps,
  ExitCode,
  parserOf,
  type ServerFlags,
} from "../command.ts";
import { teach } from "../help.ts";
import { formatJson, writeLine } from "../output.ts";
import { inTime } from "./commands.ts";

/** What saying which way is better needs of a client. */
export interface MetricsClient {
  readonly names: {
    readonly describeMetric: {
      mutate(input: DescribeMetric, options: ReturnType<typeof inTime>): Promise<DescribeMetric>;
    };
  };
}

interface Flags extends ServerFlags {
  readonly higherIsBetter?: true;
  readonly lowerIsBetter?: true;
  readonly unsay?: true;
  readonly json?: true;
}

const lesson = {
  examples: [
    ["evalboard metric faithfulness --higher-is-better", "judges its differences from now on"],
    ["evalboard metric toxicity --lower-is-better", "the other way round"],
    ["evalboard metric toxicity --unsay", "takes it back"],
  ],
  page: "docs/statistics.md",
} as const;

/** `evalboard metric NAME` */
export function metricCommand(deps: CommandDeps<MetricsClient>): Command {
  const { env, output, clientAt, exitWith } = deps;
  const command = new Command("metric")
    .description("say which way of a metric is better; until then its differences get no verdict")
    .argument("<name>", "the metric", parserOf(DescribeMetric.shape.name))
    .addOption(
      new Option("--higher-is-better", "such as of a faithfulness").conflicts(["lowerIsBetter", "unsay"]),
    )
    .addOption(new Option("--lower-is-better", "such as of a toxicity").conflicts("unsay"))
    .option("--unsay", "nobody knows any more")
    .option("--json", "print the server's reply as it is");
  return teach(addServerOption(command, env), lesson).action((name: string, flags: Flags) =>
    attempt(deps, { url: flags.url, before: "not said: " }, async () => {
      const { higherIsBetter = false, lowerIsBetter = false, unsay = false } = flags;
      if (!higherIsBetter && !lowerIsBetter && !unsay) {
        writeLine(output.stderr, "not said: give --higher-is-better, --lower-is-better or --unsay");
        exitWith(ExitCode.wrongUsage);
        return;
      }
      const metric = { name, higherIsBetter: unsay ? null : higherIsBetter };
      const said = await clientAt(flags.url).names.describeMetric.mutate(metric, inTime());
      if (flags.json) output.stdout.write(formatJson(said));
      else writeLine(output.stdout, describeMetric(said));
    }),
  );
}

function describeMetric({ name, higherIsBetter }: DescribeMetric): string {
  const metric = JSON.stringify(name);
  if (higherIsBetter === null) return `${metric}: nobody says which way is better`;
  return `${metric}: ${higherIsBetter ? "higher" : "lower"} is better`;
}
