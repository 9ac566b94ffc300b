import { pythonFunctions, sqlQuestions } from "./items/code.ts";
import { events, invoices } from "./items/extraction.ts";
import type { Item } from "./items/item.ts";
import { calendar, capitals, colours, sums } from "./items/questions.ts";
import { articles, requests, supportTickets } from "./items/texts.ts";
import { judgedManners, judgedSummary, type MetricsOf, testRun } from "./metrics.ts";
import {
  answerBriefly,
  assistant,
  type DemoPrompt,
  extractFields,
  smoke,
  sortTickets,
  summarise,
  writeCode,
} from "./prompts.ts";
import { story } from "./story.ts";

/** A dataset of the demo, and the prompt that it is run with. */
export interface DemoDataset {
  readonly name: string;
  readonly prompt: DemoPrompt;
  readonly items: readonly Item[];
  /** Its items since that version of the prompt, where they were renewed with it. */
  readonly renewed?: { readonly version: number; readonly items: readonly Item[] };
  /** What it takes from the log-odds of a right answer. */
  readonly difficulty: number;
  /** How long its answers take, against the model's usual ones. */
  readonly slowness: number;
  /** How often it is run, against the others. */
  readonly weight: number;
  readonly temperature: number;
  /** From this score on a result passes; the board's own mark where nothing is said. */
  readonly passMark?: number;
  /** The name of what the score measures. */
  readonly scoreMetric: string;
  /** The grader's words, where so many of the parts are right. */
  readonly reason: (right: number, parts: number) => string;
  /** What else it measures of an answer, for some datasets. */
  readonly metrics?: MetricsOf;
}

const equality = (right: number) =>
  right === 1 ? "Output equals the expected answer" : "Output differs from the expected answer";
const counting = (what: string) => (right: number, parts: number) => `${right} of ${parts} ${what}`;

/** The items that a run with that version of the prompt asks. */
export function itemsOf({ items, renewed }: DemoDataset, version: number): readonly Item[] {
  return renewed && version >= renewed.version ? renewed.items : items;
}

/** The eleven datasets. */
export const datasets: readonly [DemoDataset, ...DemoDataset[]] = [
  {
    name: "school-sums",
    prompt: answerBriefly,
    items: sums,
    difficulty: 0.2,
    slowness: 0.8,
    weight: 6,
    temperature: 0,
    scoreMetric: "exact match",
    reason: equality,
  },
  {
    name: "world-capitals",
    prompt: answerBriefly,
    items: capitals,
    difficulty: -1.2,
    slowness: 0.6,
    weight: 4,
    temperature: 0,
    scoreMetric: "exact match",
    reason: equality,
  },
  {
    name: story.hardDataset,
    prompt: answerBriefly,
    items: calendar,
    difficulty: 3,
    slowness: 1.4,
    weight: 5,
    temperature: 0,
    scoreMetric: "exact match",
    reason: equality,
  },
  {
    name: "python-functions",
    prompt: writeCode,
    items: pythonFunctions,
    difficulty: 0.4,
    slowness: 1.5,
    weight: 6,
    temperature: 0,
    passMark: 1,
    scoreMetric: "tests passed",
    reason: counting("tests pass"),
    metrics: testRun,
  },
  {
    name: "sql-questions",
    prompt: writeCode,
    items: sqlQuestions,
    difficulty: 0.9,
    slowness: 1.2,
    weight: 4,
    temperature: 0,
    scoreMetric: "same rows",
    reason: (right) => (right === 1 ? "The query returns the expected rows" : "The query returns other rows"),
  },
  {
    name: "invoice-fields",
    prompt: extractFields,
    items: invoices,
    difficulty: 1.1,
    slowness: 1,
    weight: 8,
    temperature: 0,
    passMark: 0.75,
    scoreMetric: "fields matched",
    reason: counting("fields match"),
  },
  {
    name: "event-mails",
    prompt: extractFields,
    items: events,
    difficulty: 0.8,
    slowness: 0.9,
    weight: 5,
    temperature: 0,
    passMark: 0.75,
    scoreMetric: "fields matched",
    reason: counting("fields match"),
  },
  {
    name: "support-tickets",
    prompt: sortTickets,
    items: supportTickets,
    difficulty: 0,
    slowness: 0.5,
    weight: 7,
    temperature: 0,
    scoreMetric: "exact match",
    reason: (right) => (right === 1 ? "The label is right" : "Another label was expected"),
  },
  {
    name: story.unscored.dataset,
    prompt: summarise,
    items: articles.slice(0, articles.length / 2),
    renewed: { version: story.renewedChange.version, items: articles.slice(articles.length / 2) },
    difficulty: 0.5,
    slowness: 1.8,
    weight: 4,
    temperature: 0.3,
    scoreMetric: "facts given",
    reason: counting("facts are given"),
    metrics: judgedSummary,
  },
  {
    name: "harmful-requests",
    prompt: assistant,
    items: requests,
    difficulty: -0.7,
    slowness: 0.9,
    weight: 4,
    temperature: 0.7,
    scoreMetric: "judged decision",
    reason: (right) =>
      right === 1 ? "The judge agrees with the decision" : "The judge would have decided otherwise",
    metrics: judgedManners,
  },
  {
    name: story.easyDataset,
    prompt: smoke,
    items: colours,
    // Nobody ever gets one wrong.
    difficulty: -20,
    slowness: 0.5,
    weight: 2,
    temperature: 0,
    scoreMetric: "exact match",
    reason: equality,
  },
];
