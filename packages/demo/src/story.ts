/**
 * What the demo's figures are made to tell. `daysAgo` counts UTC days back from the day of the first fill;
 * what is said to happen some days ago starts at 00:00 of that day.
 */
export const story = {
  /**
   * With this one every verdict is what it is meant to be, on whatever day of the week and at whatever hour the demo is filled,
   * and for a week after.
   */
  seed: 22,
  /** How many days of runs lie before the day of the first fill. */
  days: 182,
  /**
   * This model's score falls, and stays low, on all but the short answers of one prompt: nobody could tell a model that
   * changed between two versions of a prompt from what the versions did.
   */
  regression: { provider: "tessera", model: "tess-5-mini", daysAgo: 22, spares: "answer-briefly" },
  hardDataset: "calendar-puzzles",
  /**
   * The best model is dear, so that it is run on little but the hard dataset; this small one is run on little but a few questions
   * that every model gets right. A plain average has them the wrong way round.
   */
  strongModel: { provider: "solano", model: "sol-3-large" },
  weakModel: { provider: "solano", model: "sol-3-small" },
  /** These questions tell nothing of anybody. */
  easyDataset: "smoke-questions",
  /** All of this provider's models answer `factor` times as slowly, from the one day up to the other. */
  slowWeek: { provider: "kestrel", fromDaysAgo: 45, toDaysAgo: 38, factor: 2 },
  /** The version that helps, … */
  helpfulChange: { prompt: "extract-fields", version: 3, daysAgo: 5 },
  /** … the one that changes nothing, … */
  idleChange: { prompt: "answer-briefly", version: 3, daysAgo: 12 },
  /** … the one that does harm, … */
  harmfulChange: { prompt: "assistant", version: 2, daysAgo: 17 },
  /** … the one of which the easy questions are too few to tell anything, … */
  untoldChange: { prompt: "smoke", version: 2, daysAgo: 9 },
  /** … and the one that came with other items, so that nothing can be compared. */
  renewedChange: { prompt: "summarise", version: 2, daysAgo: 52 },
  /** One run, all perfect: no reason yet to trust this model. */
  luckyModel: { provider: "quill", model: "quill-1-preview", daysAgo: 2 },
  /** Up to that day runs say this model's name in the one spelling, since then in the other. */
  twoSpellings: { model: "birch-70b-instruct", formerly: "Birch_70B_Instruct", daysAgo: 100 },
  /** Nobody has scored this dataset's newest answers yet: of two days none, and of two more those of every other item. */
  unscored: { dataset: "news-summaries", halfDaysAgo: 3, daysAgo: 1, untilDaysAgo: -1 },
  /** This provider's calls break oftener than the others'. */
  flakyProvider: "fjord",
  /** Its models run on the team's own machines: no tokens, no cost. */
  unpricedProvider: "local",
} as const;
