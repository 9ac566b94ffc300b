export { formatRateChange, formatRelativeChange, formatScoreChange } from "./changes.ts";
export { LOCALE } from "./locale.ts";
export {
  formatCost,
  formatCount,
  formatCounted,
  formatLatency,
  formatLatencyTick,
  formatOrUnknown,
  formatPValue,
  formatRate,
  formatScore,
  formatShortCost,
  formatShortCount,
  UNKNOWN,
} from "./numbers.ts";
export {
  bucketNames,
  formatAgo,
  formatClock,
  formatDay,
  formatInstant,
  formatMoment,
  formatWindow,
} from "./times.ts";
