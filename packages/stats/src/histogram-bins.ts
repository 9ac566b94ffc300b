/** The ten bins of a score: each holds its lower end, the last one both. */
export const histogramBins = Array.from({ length: 10 }, (_, index) => ({
  from: index / 10,
  to: (index + 1) / 10,
}));
