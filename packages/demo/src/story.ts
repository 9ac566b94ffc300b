/**
 * What the demo's figures are made to tell. `daysAgo` counts UTC days back from the day of the first fill;
 * what is said to happen some days ago starts at 00:00 of that day.
 */
export const story = {
  /**
   * Chance makes a change that does nothing look like one on a day in twenty. Of sixty seeds this is the one that keeps
   * farthest from that, on whatever day of the week and at whatever hour the demo is filled, and for a week after.
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
  /** All of this provider's models answer `factor` times as slowly, from the one day up to the other. */
  slowWeek: { provider: "kestrel", fromDaysAgo: 45, toDaysAgo: 38, factor: 2 },
  /** The version that helps … */
  helpfulChange: { prompt: "extract-fields", version: 3, daysAgo: 5 },
  /** … and the one that changes nothing. */
  idleChange: { prompt: "answer-briefly", version: 3, daysAgo: 12 },
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
