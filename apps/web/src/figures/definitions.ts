/** What the figures of the board mean, in the words that the page explains itself with. */
export const definitions = {
  runs: "Completed runs in the window. A run is one evaluation of one model with one prompt version on one dataset.",
  averageScore:
    "Mean of the runs' average scores, from 0 to 1, every run weighing the same, with its 95% confidence interval over runs. Runs whose results all errored have no score.",
  items: "Evaluated items: one row of the dataset each, asked once per repeat.",
  failureRate: "Share of the evaluated items that scored 0.",
  errorRate: "Share of the evaluated items where the call itself broke, so that there is no score.",
  latency: "Mean of the runs' mean latency. Cached answers and runs without a measurement are left out.",
  cost: "US dollars, over the runs whose source gave a cost. Unknown costs are not counted as zero.",
  runsOverTime: "Completed runs in each step of the window, by the time of completion.",
  latencyOverTime:
    "Mean, median (p50) and 95th percentile (p95) over the mean latency of the runs in each step. A gap: nothing was measured.",
  scoreDistribution:
    "How many runs have an average score in each tenth. Perfect is 1, failed is 0, partial is between, errored has no score.",
  topModels:
    "Ranked by the lower end of the 95% interval of the average score: one lucky run does not beat many good ones. A single run has no interval and comes last.",
  topDatasets: "Most used first.",
  models: "How many models ran the dataset in the window.",
} as const;
