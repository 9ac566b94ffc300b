export {
  bucketLabel,
  bucketTitle,
  formatAgo,
  formatClock,
  formatDay,
  formatInstant,
  formatMoment,
  formatWindow,
} from "@evalboard/format";
