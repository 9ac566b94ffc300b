import { z } from "zod";
import { Amount, Count } from "../check.ts";
import { isRecord } from "../json.ts";

/** `actual_output` → `actualOutput`, of an object's own keys: DeepEval writes the one, its models' dumps have the other. */
function camelCased(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const members = Object.entries(value).map(([key, member]) => [
    key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    member,
  ]);
  return Object.fromEntries(members);
}

const shape = <Shape extends z.ZodRawShape>(fields: Shape) => z.preprocess(camelCased, z.object(fields));

const Text = z.string().nullish();

/** What one metric gave one case. */
const Metric = shape({
  name: Text,
  /** Its name in files of 0.20. */
  metric: Text,
  score: z.unknown().optional(),
  threshold: z.number().nullish(),
  /** The threshold in files of 0.20, where every metric was better the higher. */
  minimumScore: z.number().nullish(),
  success: z.boolean().nullish(),
  reason: Text,
  /** Why the metric itself broke: of the answer it says nothing. */
  error: Text,
  evaluationModel: Text,
}).transform((metric) => ({ ...metric, name: metric.name ?? metric.metric ?? "" }));
export type Metric = z.infer<typeof Metric>;

/** A message of a conversation; before 3.0 an input and its answer. */
const Turn = shape({
  role: Text,
  content: z.unknown().optional(),
  input: z.unknown().optional(),
  actualOutput: z.unknown().optional(),
});
export type Turn = z.infer<typeof Turn>;

const Metrics = z.array(Metric).nullish();

const Case = shape({
  /** `test_case_0`, or the name of the test function. */
  name: Text,
  input: z.unknown().optional(),
  actualOutput: z.unknown().optional(),
  expectedOutput: z.unknown().optional(),
  /** Of a conversation what it is about and how it should end. */
  scenario: Text,
  expectedOutcome: Text,
  turns: z.array(Turn).nullish(),
  messages: z.array(Turn).nullish(),
  success: z.boolean().nullish(),
  metricsData: Metrics,
  metricsMetadata: Metrics,
  /** Of the answer itself: in seconds, in dollars and in tokens. Those of the metrics stand elsewhere. */
  completionTime: Amount.nullish(),
  tokenCost: Amount.nullish(),
  inputTokenCount: Count.nullish(),
  outputTokenCount: Count.nullish(),
  order: z.number().nullish(),
  trace: z
    .object({ startTime: Text.catch(null) })
    .nullish()
    .catch(null),
}).transform((each) => ({
  ...each,
  metrics: each.metricsData ?? each.metricsMetadata ?? [],
  turns: each.turns ?? each.messages ?? [],
}));
export type Case = z.infer<typeof Case>;

const Cases = z.array(Case).nullish();

const Prompt = shape({
  alias: Text,
  textTemplate: Text,
  messagesTemplate: z.unknown().optional(),
  modelSettings: z.record(z.string(), z.unknown()).nullish().catch(null),
});

const Settings = z.record(z.string(), z.unknown()).nullish();

/** What DeepEval writes of a test run, as far as it is used here: 0.20 to 4.0, and the dump of what `evaluate` returns. */
export const TestRun = shape({
  testFile: Text,
  testCases: Cases,
  conversationalTestCases: Cases,
  testResults: Cases,
  hyperparameters: Settings,
  configurations: Settings,
  prompts: z.array(Prompt).nullish().catch(null),
  identifier: Text,
  datasetAlias: Text,
  /** Empty while the run goes on. */
  metricsScores: z.array(z.unknown()).nullish(),
  /** In seconds, with the metrics. */
  runDuration: z.number().min(0).max(1e9).nullish(),
});
export type TestRun = z.infer<typeof TestRun>;
