export { formatRateChange, formatRelativeChange, formatScoreChange } from "@evalboard/format";
