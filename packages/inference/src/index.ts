export {
  type Difference,
  type DifferenceInterval,
  independentDifference,
  pairedMetricDifference,
  type Uncertainty,
} from "./differences.ts";
export {
  type Change,
  changeFigures,
  changeOf,
  type History,
  type PairedStratum,
  type RunSample,
} from "./change.ts";
export { judgeAlone, judgeTogether, measureChange, type MeasuredChange } from "./judged-change.ts";
export { type Plan } from "./plan.ts";
export { holm, judge } from "./tests.ts";

export { meanInterval, proportionInterval, type Sample } from "./intervals.ts";

export { stratifiedDifference, type Stratum, weightOf } from "./stratified.ts";
export { type LatencyStratum, stratifiedRatio } from "./ratio.ts";
export { type ItemSpread, itemsInterval, type MeanPart } from "./items.ts";
export { adjustedMean, type ScoredPart } from "./adjusted-mean.ts";
export { type Cell, type MixFit, type Placed, rankTwoWay } from "./two-way.ts";
export { levelsOf, type PairMeans } from "./levels.ts";
export { commonMix } from "./mix.ts";
export { type CellFacts, cellsOf, runsOf } from "./cells.ts";
export { settled, settledInterval, settledLook, settledProbability } from "./settled.ts";
