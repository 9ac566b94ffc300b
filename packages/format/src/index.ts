export {
  formatCost,
  formatCount,
  formatCounted,
  formatLatency,
  formatLatencyTick,
  formatOrUnknown,
  formatPValue,
  formatRate,
  formatRateChange,
  formatRelativeChange,
  formatScore,
  formatScoreChange,
  formatShortCost,
  formatShortCount,
  LOCALE,
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
