import type { ReactNode } from "react";
import type { Part } from "./compare-texts.ts";

type DifferenceTextProps = {
  readonly parts: readonly Part[];
  readonly side: "before" | "after";
};

/** One side of a comparison; what the other side lacks is marked, by more than colour. */
export function DifferenceText({ parts, side }: DifferenceTextProps): ReactNode {
  return parts.map(({ text, of }, index) => {
    // The same words may stand in many places: only its place tells a part from another.
    const key = `${index}`;
    if (of === "both") return <span key={key}>{text}</span>;
    if (of !== side) return null;
    return side === "before" ? (
      <del key={key} className="rounded-xs bg-bad-soft decoration-bad decoration-1">
        {text}
      </del>
    ) : (
      <ins key={key} className="rounded-xs bg-good-soft decoration-good decoration-1 underline-offset-3">
        {text}
      </ins>
    );
  });
}
