/**
 * What the figures mean, in the words that the pages explain themselves with: the board's, and those of a comparison.
 * Only the bubble that shows them imports them, so that they come with its code; the rest says which by name.
 */
export const definitions = {
  runs: "Completed runs in the window. A run is one evaluation of one model with one prompt version on one dataset.",
  averageScore:
    "Mean of the runs' average scores, from 0 to 1, every run weighing the same, small or large; the share of all answers that passed stands beside it. Its 95% interval is for items such as these: Wilson's, with the effective number of items, so that asking the same twenty again tells of no more than twenty. Runs whose results all errored have no score.",
  items: "Evaluated items: one row of the dataset each, asked once per repeat.",
  passRate:
    "Share of all scored answers that passed, each answer weighing the same. A pass is the tool's own verdict; where it gave none, a score at or above the run's pass mark (0.5 unless the run says another). Its 95% interval is for items such as these, as that of the mean is.",
  errorRate:
    "Share of the evaluated items where the call itself broke, so that there is no score. Answers that nobody has scored yet are not among them.",
  rates:
    "Passed: share of the scored items, by the tool's own verdict; where it gave none, by a score at or above the run's pass mark. Errored: share of all evaluated items whose call broke.",
  latency:
    "Mean of the runs' mean latency. A cached answer counts with the time that its call once took, where its source tells it; runs without a measurement are left out. The change is within the same models and datasets, with its 95% interval.",
  cost: "List price in US dollars, cached answers alike, over the runs whose source gave a cost. Unknown costs are not counted as zero. Without cached answers: what was spent, over the runs that tell which are cached.",
  runsOverTime: "Completed runs in each step of the window, by the time of completion.",
  latencyOverTime:
    "From the median (p50) to the 95th percentile (p95) of the items' latency in each step; the mean of the runs stands in the table below it. A gap: nothing was measured. The step that has not ended is shaded.",
  latencyByModel:
    "Median (p50) of the items' latency in each step, of the models with the most measured runs. Each is of what its model was run with: datasets are not set right here.",
  scoresOverTime:
    "What each of the leading models would average in each step over the datasets that the window's models have in common: the mix of what happened to be run is taken out, as in the ranking. A gap: no scored runs. A diamond on the axis: a model or a version of a prompt was completed for the first time. The step that has not ended is shaded.",
  scoreOverTime:
    "Mean of the average scores of the runs in each step, every run weighing the same, with its 95% interval for items such as these. A gap: no scored runs.",
  scoreDistribution:
    "How many runs have an average score in each tenth. Perfect is 1, failed is 0, partial is between; errored calls broke, and not scored are answers without a score by now.",
  topModels:
    "Ranked by the adjusted score, which sets right that models were run on different datasets. The places before a name are all that chance leaves open. Models that share no dataset with the others, or ran one alone, stand apart below.",
  rankRange:
    "The places that a model may have, 1 the best: it cannot be told from the others within them, at 5%, corrected for all pairs (Holm). “1–3” may be the first or the third.",
  adjustedScore:
    "What a model would average over the datasets that the ranked models have in common, each weighing the same, from a fit of model and dataset to all pairs that were run; of a dataset, what those models would average on it. Its 95% interval is for items such as these. The average score beside it is not adjusted: it goes by what happened to be run.",
  consistency:
    "Of the items that the model was asked more than once with the same prompt version, an item counting once for each such version: the share that passed every time, and the share that passed at times and failed at others. Pass^k is the chance that k askings of an item all pass, averaged over the items asked at least k times.",
  topDatasets: "Most used first: by completed runs in the window.",
  hardestDatasets:
    "Ranked by the adjusted score, lowest first, which sets right that datasets were run with different models. The places before a name are all that chance leaves open, 1 the hardest. Datasets that share no model with the others, or were run with one alone, stand apart below.",
  datasetMarks:
    "Before the name are the places that it may have, 1 the hardest, by all that it cannot be told from. Below it is how many models ran it in the window: of one weak model alone it may look harder than it is. Items that all models passed every time, or none ever, tell no models apart; a dataset is saturated where nearly all of its items were passed by every model every time.",
  promptChanges:
    "Each prompt's newest version that was run in the window against the one before it, over all runs of both, whenever they were. Only items that both have scored count, within the same model and dataset, so that neither the mix nor the items can pass for an improvement. At most 10, the newest change first.",
  verdict:
    "Improved or worse: by more than chance explains, tested at 5% so that one may look every day, and corrected for the changes that are tested together (Holm). No clear change: a change worth speaking of would most likely have been seen. Too little to say: it could have been missed more often than one time in five.",
  difference:
    "Average score of the newer version less that of the older, from −1 to 1, over the items that both have scored. Its 95% interval is always valid: it covers the true difference 95 times in 100 however often one looks. It counts what items vary and what whole runs vary beyond their items, and is not corrected for other prompts.",
  pValue:
    "How probable a difference at least this large would be if the versions were equally good: two-sided, always valid, so that one may look every day and stop when one likes, and corrected by Holm for all changes that are tested together. The verdict goes by it. Alone: not corrected.",
  oneLook:
    "Student's t of the same difference, for who looks only once, at runs that were planned beforehand. Who looks every day and goes by this finds changes that are none.",
  comparedRuns:
    "Scored runs of the older and of the newer version, of all time, whose model and dataset share an item with the other version, and how many of all their items both have scored.",
  matrix:
    "Mean of the runs' average scores of each model on each dataset, every run weighing the same, the share of the scored answers that passed, and the runs they rest on. Models best first, datasets hardest first, ranked as “Top models” and “Hardest datasets” are; beside each name the places that it may have and its adjusted score.",
  promptVersionMatrix:
    "Mean of the runs' average scores of each model with each prompt version on this dataset, every run weighing the same, the share of the scored answers that passed, and the runs they rest on.",
  promptVersions:
    "A version's figures are of its completed runs in the window. Versions differ in what they were run with: the verdict compares within the same model and dataset.",
  metrics:
    "Further figures that runs carry beside their score, each on its own scale: the mean of the runs' means, every run weighing the same, with Student's 95% confidence interval over the runs; one run has none. Those of the most runs first.",
  runScore: "Average score of the run's scored results, from 0 to 1.",
  runPassRate:
    "Share of the run's scored results that passed. A pass is the tool's own verdict; where it gave none, a score at or above the run's pass mark.",
  runItems:
    "How many results the run has. In lists the bar beside their number has what passed first, then what did not; striped are those whose call broke (errored), hollow those that nobody has scored yet.",
  runLatency:
    "Mean latency of the run's results that have one. A cached answer counts with the time that its call once took, where the source tells it.",
  runCost:
    "List price of the run's results that have one, in US dollars, cached answers alike. Without cached answers: what was spent.",
  runTokens: "Tokens of the results whose source counted them, cached answers alike.",
  runMetrics:
    "Named figures that the tool gave the results, each on its own scale: the mean, its standard deviation and how many results have it; words are counted. Which way is better is what somebody said of the metric, for the whole board.",
  runMessages:
    "Texts of the results by their first line, with numbers left out: what is alike stands together, the most frequent first.",
  datasetItems:
    "Over the dataset's latest runs in the window. Hardest: the smallest share of the scored answers passed. Flip most: how often an answer passed where the one before it of the same model and prompt version had not, or the other way. Tell no models apart: each of several models always passes the item, or always fails it.",
  itemSets:
    "Which items all completed runs of the dataset asked, whatever the period, told by their keys, inputs and expected answers. Scores over two sets are not of the same questions: a comparison across them says so, and uses the shared items.",
  messages:
    "Texts of the results of the dataset's latest runs, whatever the window, by their first line with numbers left out: what is alike stands together, the most frequent first. Reasons are of answers that did not pass.",
  likelySame:
    "Names that differ only in case, hyphens, underscores and spaces, in a date, or in the provider. The one with fewer runs would be merged into the other; either way round, and undone as easily.",
  "compare.runs":
    "Completed runs of the group. A run is one evaluation of one model with one prompt version on one dataset.",
  "compare.score":
    "Average score of the group's items, from 0 to 1, every item weighing the same. Repeats and runs of an item are averaged first; items whose results all errored have no score.",
  "compare.passRate":
    "Share of the scored items that pass: at least half of an item's scored results do. A result passes by the tool's own verdict; where it gave none, by a score at or above its run's pass mark.",
  "compare.errorRate": "Share of the group's results where the call itself broke, so that there is no score.",
  "compare.unscored": "Share of the group's results that nobody has scored yet. They are in no other rate.",
  "compare.latency":
    "Mean over the results that have a measured latency. A cached answer counts with the time that its call once took, where the source tells it.",
  "compare.cost":
    "List price in US dollars, mean over the results whose source gave a cost, cached answers alike. Unknown costs are not counted as zero.",
  "compare.difference":
    "Average score of the candidate less that of the baseline, over the items that both have scored, like against like; where they share none, over each side's own. Its 95% interval is always valid: it covers the true difference 95 times in 100 however often one looks. Where many pairs are compared at once it is not corrected for the others.",
  "compare.pValue":
    "How often chance alone would make a difference at least as large, if there were none: two-sided, and always valid, so that one may look every day. Below 0.05 it counts as real. Where no item is shared it is Welch's t for who looks once, and no verdict goes by it.",
  "compare.detectable": "The smallest true change that would have been called one, four times in five.",
  "compare.passes":
    "The shared items by whether they pass: at least half of an item's scored results do, by the tool's own verdict or, where it gave none, by the run's pass mark. Lost: passed in the baseline, fails in the candidate. Gained: the other way round.",
  "compare.mcNemar":
    "McNemar's test by its mid-p, two-sided: whether the items that flipped went one way more often than chance explains. A remark: the verdict goes by the scores.",
  "compare.metrics":
    "Each metric over the shared items that have it on both sides, like against like, with the 95% confidence interval of the difference. It is judged, by colour, only where somebody said which way is better and the interval is clear of 0.",
  "compare.metricPValue":
    "How often chance alone would make a difference at least as large, if there were none: for who looks once, and not corrected for how many metrics there are.",
  "groups.adjusted":
    "What a group scores on the items that the groups share, set right for which of them each pair shares: levels that come nearest to the scores of all pairs. Of two groups it is their comparison. Its 95% interval is for items and runs such as these.",
  "groups.rank":
    "The places that a group may have, 1 the best: it cannot be told from the others within them, at 5%, corrected for all pairs (Holm).",
  "groups.latency":
    "Median of the measured results, and the latency that 95 of 100 stay below. A cached answer counts with the time that its call once took, where the source tells it.",
  "groups.tradeOff":
    "The adjusted score against the mean cost of a result, or against the median latency. A group is on the frontier where no other is at least as good and takes less.",
  "groups.items":
    "The items that two groups at least have scored, those first whose average scores are furthest apart. Each leads to how the item fared in all runs, with every answer.",
  "groups.pairs":
    "Each pair of groups compared by itself, item by item, as the comparison of two has it; the verdict is corrected for all pairs (Holm).",
  "groups.pValue":
    "How often chance alone would make a difference at least as large, corrected by Holm for all pairs. Below 0.05 it counts as real.",
  "compare.items":
    "The items that both groups have scored, the largest change first. Each opens to both answers.",
} as const;

/** The name of a definition. */
export type Definition = keyof typeof definitions;
