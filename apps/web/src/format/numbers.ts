export {
  formatCost,
  formatCount,
  formatCounted,
  formatLatency,
  formatLatencyTick,
  formatOrUnknown,
  formatRate,
  formatScore,
  UNKNOWN,
} from "@evalboard/format";
