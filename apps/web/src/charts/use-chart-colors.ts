import { useMemo } from "react";
import { useTheme } from "../theme/theme-context.ts";
import { type ChartColors, readChartColors } from "./chart-colors.ts";

/** The shown theme's colours, read once a theme. */
export function useChartColors(): ChartColors {
  const { shown } = useTheme();
  // The page's attribute changes before the store tells: what is read here is of `shown`.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => readChartColors(document.documentElement), [shown]);
}
