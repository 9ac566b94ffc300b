export {
  type Difference,
  type DifferenceInterval,
  independentDifference,
  type PairedMetric,
  pairedMetricDifference,
} from "./differences.ts";
export {
  type Change,
  type ChangeFigures,
  changeFigures,
  changeOf,
  type History,
  type PairedCluster,
  type PairedStratum,
  type RunSample,
} from "./change.ts";
export {
  judgeAlone,
  judgeTogether,
  measureChange,
  type MeasuredChange,
  type PairedSides,
} from "./judged-change.ts";
export { type Plan, planFor } from "./plan.ts";
export { holm, judge, mcNemarMidP } from "./tests.ts";

export { meanInterval, type MeanInterval, proportionInterval, type Sample } from "./intervals.ts";

export { stratifiedDifference, type StratifiedDifference, type Stratum, weightOf } from "./stratified.ts";
export { type LatencyStratum, type RatioOfMeans, stratifiedRatio } from "./ratio.ts";
export { type ItemSpread, itemsInterval, type MeanPart } from "./items.ts";
export { type Cell, type Placed, rankTwoWay } from "./two-way.ts";
export { commonMix } from "./mix.ts";
export { type CellFacts, cellsOf, type ItemResiduals } from "./cells.ts";
export { settled, settledProbability } from "./settled.ts";
