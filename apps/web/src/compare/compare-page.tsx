import type { ReactNode } from "react";

/** Two groups of runs, side by side. */
export function ComparePage(): ReactNode {
  return (
    <>
      <title>Compare · EvalBoard</title>
      <h1 className="text-xl font-semibold tracking-tight">Compare</h1>
    </>
  );
}
