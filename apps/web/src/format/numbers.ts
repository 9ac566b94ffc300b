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
  UNKNOWN,
} from "@evalboard/format";
