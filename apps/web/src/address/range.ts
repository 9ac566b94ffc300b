import type { BucketUnit } from "@evalboard/contract";
import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { periodBetween } from "./period.ts";

/** Goes to the same page of figures from one instant to another, which are ends of its buckets. */
export function useZoom(unit: BucketUnit, timeZone: string): (from: string, to: string) => void {
  const navigate = useNavigate();
  return useCallback(
    (from, to) => {
      const period = periodBetween(from, to, unit, timeZone);
      if (period === undefined) return;
      void navigate({ to: ".", search: (before) => ({ ...before, period }), resetScroll: false });
    },
    [navigate, unit, timeZone],
  );
}
