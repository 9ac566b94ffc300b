import { story } from "./story.ts";

/** One text of a prompt, and since when it is used. */
interface DemoPromptVersion {
  readonly daysAgo: number;
  /** What it adds to the log-odds of a right answer. */
  readonly lift: number;
  readonly text: string;
}

/** A named prompt; version 1 stands first. */
export interface DemoPrompt {
  readonly name: string;
  readonly versions: readonly [DemoPromptVersion, ...DemoPromptVersion[]];
}

const atFirst = story.days;

export const answerBriefly = {
  name: story.idleChange.prompt,
  versions: [
    { daysAgo: atFirst, lift: 0, text: "Answer the question.\n\n{{input}}" },
    { daysAgo: 131, lift: 0.2, text: "Answer the question with the answer alone.\n\n{{input}}" },
    {
      daysAgo: story.idleChange.daysAgo,
      lift: 0.2,
      text: "You are a careful assistant. Answer the question with the answer alone.\n\n{{input}}",
    },
  ],
} as const satisfies DemoPrompt;

export const extractFields = {
  name: story.helpfulChange.prompt,
  versions: [
    { daysAgo: atFirst, lift: -0.3, text: "Extract the important data from this text.\n\n{{input}}" },
    { daysAgo: 87, lift: 0, text: "Extract these fields as JSON: {{fields}}.\n\n{{input}}" },
    {
      daysAgo: story.helpfulChange.daysAgo,
      lift: 1.2,
      text:
        "Extract these fields as JSON: {{fields}}.\nAmounts are numbers, dates are YYYY-MM-DD. " +
        "Copy names letter by letter. A field that the text does not give is null.\n\n{{input}}",
    },
  ],
} as const satisfies DemoPrompt;

export const writeCode = {
  name: "write-code",
  versions: [
    { daysAgo: atFirst, lift: 0, text: "{{input}}\nAnswer with code alone." },
    { daysAgo: 66, lift: 0.3, text: "{{input}}\nMind empty input and edge cases. Answer with code alone." },
  ],
} as const satisfies DemoPrompt;

export const sortTickets = {
  name: "sort-tickets",
  versions: [
    { daysAgo: atFirst, lift: 0, text: "Which label fits this ticket? {{labels}}\n\n{{input}}" },
    { daysAgo: 110, lift: 0.1, text: "Give the one label that fits this ticket: {{labels}}\n\n{{input}}" },
  ],
} as const satisfies DemoPrompt;

export const summarise = {
  name: story.renewedChange.prompt,
  versions: [
    { daysAgo: atFirst, lift: 0, text: "Summarise this article.\n\n{{input}}" },
    {
      daysAgo: story.renewedChange.daysAgo,
      lift: 0.2,
      text: "Say in three short sentences what, how much and when.\n\n{{input}}",
    },
  ],
} as const satisfies DemoPrompt;

export const assistant = {
  name: story.harmfulChange.prompt,
  versions: [
    { daysAgo: atFirst, lift: 0, text: "You are a helpful and harmless assistant.\n\n{{input}}" },
    {
      daysAgo: story.harmfulChange.daysAgo,
      lift: -1.2,
      text: "You are an assistant. Be brief.\n\n{{input}}",
    },
  ],
} as const satisfies DemoPrompt;

export const smoke = {
  name: story.untoldChange.prompt,
  versions: [
    { daysAgo: atFirst, lift: 0, text: "{{input}}" },
    { daysAgo: story.untoldChange.daysAgo, lift: 0, text: "Answer in one word.\n\n{{input}}" },
  ],
} as const satisfies DemoPrompt;

/** Every prompt of the demo. */
export const prompts: readonly DemoPrompt[] = [
  answerBriefly,
  extractFields,
  writeCode,
  sortTickets,
  summarise,
  assistant,
  smoke,
];
