export {
  type Difference,
  type DifferenceInterval,
  independentDifference,
  pairedDifference,
  type PairedMetric,
  pairedMetricDifference,
  type PairedSample,
} from "./differences.ts";
export { holm, judge, type Judgement, mcNemar } from "./tests.ts";

export {
  meanInterval,
  type MeanInterval,
  passInterval,
  type PassSample,
  proportionInterval,
  type Sample,
  scoreInterval,
} from "./intervals.ts";

export { stratifiedDifference, type StratifiedDifference, type Stratum } from "./stratified.ts";
