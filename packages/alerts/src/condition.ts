import type { ModelFigures, PromptChange } from "@evalboard/contract";

/** A prompt change that the 7 days' board calls worse. */
interface WorsePrompt {
  readonly type: "prompt.worse";
  readonly subjectId: string;
  readonly path: string;
  readonly text: string;
  readonly data: PromptChange;
}

/** A model whose calls broke oftener in the last 24 hours than the settings allow. */
interface HighErrorRate {
  readonly type: "model.error_rate";
  readonly subjectId: string;
  readonly path: string;
  readonly text: string;
  readonly data: ModelFigures & { readonly allowedErrorRate: number };
}

/**
 * Something that holds now and that the team wants to hear of. `subjectId` is what it is about, once: the newer prompt
 * version, the model. `text` is one sentence for people, `path` the page that shows more, `data` the API's figures.
 */
export type Condition = WorsePrompt | HighErrorRate;
