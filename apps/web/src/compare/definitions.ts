/** What the figures of a comparison mean, in the words that the page explains itself with. */
export const definitions = {
  runs: "Completed runs of the group. A run is one evaluation of one model with one prompt version on one dataset.",
  completed: "When the group's first and last run completed.",
  score:
    "Mean score of the group's items, from 0 to 1, every item weighing the same. Repeats and runs of an item are averaged first; items whose results all errored have no score.",
  passRate: "Share of the scored items whose mean score is at least 0.5.",
  errorRate: "Share of the group's results where the call itself broke, so that there is no score.",
  latency: "Mean over the results that have a measured latency; cached answers have none.",
  cost: "US dollars, mean over the results whose source gave a cost. Unknown costs are not counted as zero.",
  difference:
    "Mean score of the candidate less that of the baseline, with its 95% confidence interval. Where it holds 0, chance explains the difference.",
  pValue:
    "How often chance alone would make a difference at least as large, if there were none. Below 0.05 it counts as real.",
  detectable: "The smallest true change that these items would have shown, four times in five, tested at 5%.",
  passes:
    "The shared items by whether they pass, which takes a mean score of at least 0.5. Lost: passed in the baseline, fails in the candidate. Gained: the other way round.",
  mcNemar:
    "McNemar's exact test, two-sided: whether the items that flipped went one way more often than chance explains.",
  items: "The items that both groups have scored, the largest change first. Each opens to both answers.",
} as const;
