/** How the bars of every chart look. */
export const BAR = { borderRadius: 3, maxBarThickness: 40, categoryPercentage: 0.86, barPercentage: 0.9 };
