import { z } from "zod";
import { Amount, Count, readShape } from "../check.ts";
import type { SourceFile } from "../importer.ts";
import { nullForNonNumbers } from "../json.ts";
import { streamJson } from "../stream-json.ts";

/** A part of a message; what is no text is told by its type. */
const Part = z.object({ type: z.string(), text: z.string().nullish() });

/** A tool that a model called, and with what. */
const ToolCall = z.object({ function: z.string(), arguments: z.unknown().optional() });
export type ToolCall = z.infer<typeof ToolCall>;
const ToolCalls = z.array(ToolCall).nullish().catch(null);

const Message = z.object({
  role: z.string(),
  content: z.union([z.string(), z.array(Part)]),
  tool_calls: ToolCalls,
});
export type Message = z.infer<typeof Message>;

/** A message of which nothing but its role has to be as expected. */
const SpokenMessage = z.object({
  role: z.string(),
  content: z.unknown().optional(),
  tool_calls: ToolCalls,
  /** Which tool speaks, and why it failed. */
  function: z.string().nullish().catch(null),
  error: z.object({ message: z.string() }).nullish().catch(null),
});

const Usage = z.object({
  input_tokens: Count.nullish(),
  output_tokens: Count.nullish(),
  total_cost: Amount.nullish(),
});
export type Usage = z.infer<typeof Usage>;

const Score = z.object({
  value: z.unknown().optional(),
  answer: z.string().nullish(),
  explanation: z.string().nullish(),
});
export type Score = z.infer<typeof Score>;

/** One item of an Inspect log in one epoch, as far as it is used here. */
export const Sample = z.object({
  id: z.union([z.string(), z.int()]),
  epoch: z.int().min(1),
  input: z.union([z.string(), z.array(Message)]),
  /** The whole conversation: the question, an agent's steps, the answer. */
  messages: z.array(SpokenMessage).nullish().catch(null),
  target: z.union([z.string(), z.array(z.string())]).nullish(),
  output: z
    .object({
      choices: z.array(z.object({ message: Message })).nullish(),
      error: z.string().nullish(),
    })
    .nullish(),
  scores: z.record(z.string(), Score).nullish(),
  /** By model: a grader's beside the evaluated one's. */
  model_usage: z.record(z.string(), Usage).nullish(),
  /** In seconds, without the time waited for others. */
  working_time: Amount.nullish(),
  error: z.object({ message: z.string() }).nullish(),
  limit: z.object({ type: z.string() }).nullish(),
});
export type Sample = z.infer<typeof Sample>;

/** One sample of a log and its place in the file, such as `samples/7_epoch_1.json`. */
export interface PlacedSample {
  readonly where: string;
  readonly sample: Sample;
}

/** A log of either kind, open for reading. */
export interface InspectLog {
  readonly header: LogHeader;
  /** Each time from the first on, one at a time in memory. Throws `ImportError`. */
  samples(): AsyncIterable<PlacedSample>;
}

const HEADER = ["status", "eval", "plan", "results", "stats", "error"];

/** A `.json` log: one object with the samples in it, read one by one. Throws `ImportError`. */
export async function openJsonLog(file: SourceFile): Promise<InspectLog> {
  return {
    header: readShape(LogHeader, await readHeader(file)),
    async *samples(): AsyncGenerator<PlacedSample> {
      let index = 0;
      for await (const { value } of streamJson(file, ["$.samples.*"], nullForNonNumbers)) {
        const where = `samples[${index++}]`;
        yield { where, sample: readShape(Sample, value, where) };
      }
    },
  };
}

/** What stands before the samples, where Inspect writes it; in a file of another order what stands behind them, too. */
async function readHeader(file: SourceFile): Promise<unknown> {
  const header: Record<string, unknown> = {};
  const paths = ["$.samples.*", ...HEADER.map((key) => `$.${key}`)];
  for await (const { path, value } of streamJson(file, paths, nullForNonNumbers)) {
    const [key] = path;
    if (key !== "samples") header[String(key)] = value;
    else if (isWhole(header)) break;
  }
  return header;
}

/** A log that succeeded has results and no error. */
function isWhole(header: Readonly<Record<string, unknown>>): boolean {
  return HEADER.every((key) => key === "error" || Object.hasOwn(header, key)) && header.status === "success";
}

/** Inspect writes an empty text where a time is not known yet. */
const Instant = z
  .union([
    z.literal("").transform(() => null),
    z.iso.datetime({ offset: true, error: "expected a time with its zone" }),
  ])
  .nullish();

/** Names with values of any kind; what cannot be read is of no use, and no reason to refuse a log. */
const Pairs = z.record(z.string(), z.unknown()).nullish().catch(null);

/** One solver of a plan and its parameters. */
const Step = z.object({ solver: z.string(), params: Pairs });
export type Step = z.infer<typeof Step>;

/** What an Inspect log says of the whole evaluation: all but its samples. */
export const LogHeader = z.object({
  status: z.enum(["success", "error", "cancelled", "started"]),
  eval: z.object({
    eval_id: z.string().nullish(),
    run_id: z.string().nullish(),
    created: Instant,
    task: z.string(),
    task_version: z.union([z.string(), z.number()]).nullish(),
    task_file: z.string().nullish().catch(null),
    task_args: Pairs,
    solver: z.string().nullish().catch(null),
    solver_args: Pairs,
    tags: z.array(z.string()).nullish().catch(null),
    metadata: Pairs,
    dataset: z.object({ name: z.string().nullish(), samples: Count.nullish().catch(null) }).nullish(),
    model: z.string(),
    model_args: Pairs,
    model_generate_config: Pairs,
    config: Pairs,
    revision: z.object({ commit: z.string().nullish(), dirty: z.boolean().nullish() }).nullish(),
    packages: z.object({ inspect_ai: z.string().nullish() }).nullish(),
  }),
  plan: z
    .object({
      steps: z.array(Step).nullish().catch(null),
      finish: Step.nullish().catch(null),
      config: Pairs,
    })
    .nullish()
    .catch(null),
  results: z
    .object({
      /** `name` is another than `scorer` where one scorer gives several scores. */
      scores: z.array(z.object({ name: z.string(), scorer: z.string().nullish() })).nullish(),
    })
    .nullish(),
  stats: z.object({ started_at: Instant, completed_at: Instant }).nullish(),
  error: z.object({ message: z.string() }).nullish(),
});
export type LogHeader = z.infer<typeof LogHeader>;
