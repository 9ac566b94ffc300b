export { scoreBins as histogramBins } from "@evalboard/contract/words";
