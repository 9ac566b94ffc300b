import type { SubjectKind } from "./subject.ts";

/** How a page names what it is about. */
export const kindWords: Readonly<Record<SubjectKind, string>> = {
  model: "Model",
  dataset: "Dataset",
  prompt: "Prompt",
};
