import { z } from "zod";

const Count = z.int().min(0);
const Amount = z.number().min(0);

/** A part of a message; what is no text is told by its type. */
const Part = z.object({ type: z.string(), text: z.string().nullish() });

const Message = z.object({ role: z.string(), content: z.union([z.string(), z.array(Part)]) });
export type Message = z.infer<typeof Message>;

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
