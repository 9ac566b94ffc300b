export { type AnswerSentences, answerSentence, answerSentences } from "./answers.ts";

export { passWords, sentenceOf, sharedWords, planWords, powerWords, remarkWords } from "./changes.ts";

export { mayHide, showHidden } from "./hidden.ts";

export {
  formatCost,
  formatCount,
  formatCounted,
  formatExactCost,
  formatExactLatency,
  formatLatency,
  formatLatencyTick,
  formatMetric,
  formatMetricChange,
  formatOrUnknown,
  formatPValue,
  formatRate,
  formatRateChange,
  formatRateTick,
  formatRelativeChange,
  formatScore,
  formatScoreChange,
  formatScoreTick,
  formatShortCost,
  formatShortCount,
  UNKNOWN,
} from "./numbers.ts";

export { DATE_LOCALE, LOCALE } from "./locale.ts";

export { formatDifferingTags } from "./tags.ts";

export {
  bucketNames,
  formatAgo,
  formatClock,
  formatDay,
  formatInstant,
  formatMoment,
  formatWindow,
} from "./times.ts";
