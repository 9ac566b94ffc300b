/**
 * What the figures mean, in the words that the pages explain themselves with: the board's, and those of a comparison.
 * Only the bubble that shows them imports them, so that they come with its code; the rest says which by name.
 */
export const definitions = {
  runs: "Completed runs in the window. A run is one evaluation of one model with one prompt version on one dataset.",
  averageScore:
    "Mean of the runs' average scores, from 0 to 1, every run weighing the same. Its 95% confidence interval is Student's t over runs, never narrower than Wilson's interval of the scored items; one run has none. Runs whose results all errored have no score.",
  items: "Evaluated items: one row of the dataset each, asked once per repeat.",
  passRate:
    "Share of the scored items that passed. A pass is the tool's own verdict; where it gave none, a score at or above the run's pass mark (0.5 unless the run says another). Its 95% confidence interval is of a ratio over the runs, never narrower than Wilson's interval of the items.",
  errorRate:
    "Share of the evaluated items where the call itself broke, so that there is no score. Answers that nobody has scored yet are not among them.",
  rates:
    "Passed: share of the scored items, by the tool's own verdict; where it gave none, by a score at or above the run's pass mark. Errored: share of all evaluated items whose call broke.",
  latency:
    "Mean of the runs' mean latency. A cached answer counts with the time that its call once took, where its source tells it; runs without a measurement are left out.",
  cost: "List price in US dollars, cached answers alike, over the runs whose source gave a cost. Unknown costs are not counted as zero. Spent: what the answers that no cache gave have cost, over the runs that tell them apart.",
  runsOverTime: "Completed runs in each step of the window, by the time of completion.",
  latencyOverTime:
    "Mean of the runs' mean latency, and median (p50) and 95th percentile (p95) of the items' latency, in each step. A gap: nothing was measured.",
  scoreOverTime:
    "Mean of the average scores of the runs in each step, every run weighing the same, with its 95% confidence interval over runs. A gap: no scored runs.",
  scoreDistribution:
    "How many runs have an average score in each tenth. Perfect is 1, failed is 0, partial is between; errored calls broke, and not scored are answers without a score by now.",
  topModels:
    "Ranked by the lower end of the 95% interval of the average score: one lucky run does not beat many good ones. A single run has no interval and comes last.",
  topDatasets: "Most used first: by completed runs in the window.",
  hardestDatasets:
    "Ranked by the upper end of the 95% interval of the average score, lowest first: hard for sure, not by one bad run. A single run has no interval and comes last.",
  models:
    "How many models ran the dataset in the window. A dataset that one weak model alone has run may look harder than it is.",
  promptChanges:
    "Each prompt's newest version in the window against the one before it there, compared within the same model and dataset, so that a change of the mix cannot pass for an improvement. At most 10, the newest change first.",
  verdict:
    "Improved or worse: tested at 5%, corrected for the number of changes that are tested together (Holm). Too few runs: a true change of 0.1 could have been missed more often than one time in five.",
  difference:
    "Mean score of the newer version less that of the older, from −1 to 1, over the runs compared, with its 95% confidence interval, which is not corrected for other prompts.",
  pValue:
    "How probable a difference at least this large would be if the versions were equally good: two-sided, corrected by Holm for all changes that are tested together. The verdict goes by it.",
  comparedRuns:
    "Scored runs of the older and of the newer version whose model and dataset the other version was run with too.",
  matrix:
    "Mean of the runs' average scores of each model on each dataset, every run weighing the same, the share of the scored items that passed, and the runs they rest on. Models best first, datasets hardest first, ranked as “Top models” and “Hardest datasets” are.",
  promptVersionMatrix:
    "Mean of the runs' average scores of each model with each prompt version on this dataset, every run weighing the same, the share of the scored items that passed, and the runs they rest on.",
  promptVersions:
    "A version's figures are of its completed runs in the window. Versions differ in what they were run with: the verdict compares within the same model and dataset.",
  metrics:
    "Further figures that runs carry beside their score, each on its own scale: the mean of the runs' means, every run weighing the same, with Student's 95% confidence interval over the runs; one run has none. Those of the most runs first.",
  runScore: "Mean score of the run's scored results, from 0 to 1.",
  runPassRate:
    "Share of the run's scored results that passed. A pass is the tool's own verdict; where it gave none, a score at or above the run's pass mark.",
  runItems:
    "The run's results by outcome, and how many they are. Perfect scored 1, failed 0, partial between; errored broke, and not scored has no score by now.",
  runLatency:
    "Mean latency of the run's results that have one. A cached answer counts with the time that its call once took, where the source tells it.",
  runCost:
    "List price of the run's results that have one, in US dollars, cached answers alike. Spent: what those that no cache gave have cost.",
  runTokens: "Tokens of the results whose source counted them, cached answers alike.",
  runMetrics:
    "Named figures that the tool gave the results, each on its own scale: the mean, its standard deviation and how many results have it; words are counted. Which way is better is what somebody said of the metric, for the whole board.",
  runMessages:
    "Texts of the results by their first line, with numbers left out: what is alike stands together, the most frequent first.",
  datasetItems:
    "Over the dataset's latest runs in the window. Hardest: the smallest share of the scored answers passed. Flip most: how often an answer passed where the one before it of the same model and prompt version had not, or the other way. Tell no models apart: each of several models always passes the item, or always fails it.",
  itemSets:
    "Which items the completed runs of the dataset asked, told by their keys, inputs and expected answers. Scores over two sets are not of the same questions: a comparison across them says so, and uses the shared items.",
  messages:
    "Texts of the results of the dataset's latest runs, whatever the window, by their first line with numbers left out: what is alike stands together, the most frequent first. Reasons are of answers that did not pass.",
  likelySame:
    "Names that differ only in case, hyphens, underscores and spaces, in a date, or in the provider. The one with fewer runs would be merged into the other; either way round, and undone as easily.",
  "compare.runs":
    "Completed runs of the group. A run is one evaluation of one model with one prompt version on one dataset.",
  "compare.score":
    "Mean score of the group's items, from 0 to 1, every item weighing the same. Repeats and runs of an item are averaged first; items whose results all errored have no score.",
  "compare.passRate":
    "Share of the scored items that pass: at least half of an item's scored results do. A result passes by the tool's own verdict; where it gave none, by a score at or above its run's pass mark.",
  "compare.errorRate": "Share of the group's results where the call itself broke, so that there is no score.",
  "compare.unscored": "Share of the group's results that nobody has scored yet. They are in no other rate.",
  "compare.latency":
    "Mean over the results that have a measured latency. A cached answer counts with the time that its call once took, where the source tells it.",
  "compare.cost":
    "List price in US dollars, mean over the results whose source gave a cost, cached answers alike. Unknown costs are not counted as zero.",
  "compare.difference":
    "Mean score of the candidate less that of the baseline, over the items that both have scored, like against like; where they share none, over each side's own. With its 95% confidence interval: where it holds 0, chance explains the difference.",
  "compare.pValue":
    "How often chance alone would make a difference at least as large, if there were none. Below 0.05 it counts as real.",
  "compare.detectable":
    "The smallest true change that these items would have shown, four times in five, tested at 5%.",
  "compare.passes":
    "The shared items by whether they pass: at least half of an item's scored results do, by the tool's own verdict or, where it gave none, by the run's pass mark. Lost: passed in the baseline, fails in the candidate. Gained: the other way round.",
  "compare.mcNemar":
    "McNemar's exact test, two-sided: whether the items that flipped went one way more often than chance explains.",
  "compare.metrics":
    "Each metric over the shared items that have it on both sides, like against like, with the 95% confidence interval of the difference. It is judged, by colour, only where somebody said which way is better and the interval is clear of 0.",
  "compare.items":
    "The items that both groups have scored, the largest change first. Each opens to both answers.",
} as const;

/** The name of a definition. */
export type Definition = keyof typeof definitions;
