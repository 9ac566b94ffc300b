import type { Catalogue } from "@evalboard/contract";

/** A small board: a prompt of three versions, one of one, two models, two labels, two values of a tag. */
export const catalogueOfTest: Catalogue = {
  models: [
    { id: "swift", provider: "acme", name: "Swift", runs: 9 },
    { id: "heavy", provider: "acme", name: "Heavy", runs: 4 },
  ],
  datasets: [{ id: "capitals", name: "capitals", runs: 13 }],
  prompts: [
    {
      id: "ask",
      name: "ask",
      runs: 1_205,
      versions: [
        { id: "ask-4", number: 4, runs: 0 },
        { id: "ask-3", number: 3, runs: 5 },
        { id: "ask-2", number: 2, runs: 1_200 },
        { id: "ask-1", number: 1, runs: 1 },
      ],
    },
    { id: "sum", name: "sum", runs: 2, versions: [{ id: "sum-1", number: 1, runs: 2 }] },
  ],
  labels: [
    { label: "main", runs: 8 },
    { label: "pull/7", runs: 1 },
  ],
  tags: [
    { name: "temperature", value: "0.2", runs: 7 },
    { name: "temperature", value: "1", runs: 2 },
  ],
};
