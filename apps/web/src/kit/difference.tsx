import { diffWordsWithSpace } from "diff";
import { type ReactNode, useMemo, useState } from "react";
import { touchClass } from "./button.tsx";

/** How two texts differ and a checkbox that says whether to mark it; nulls where marks would not help. */
export function useDifference(
  before: string | null,
  after: string | null,
): readonly [parts: readonly Part[] | null, checkbox: ReactNode] {
  const [isMarking, setIsMarking] = useState(true);
  const parts = useMemo(
    () => (before === null || after === null ? null : compareTexts(before, after)),
    [before, after],
  );
  if (parts === null) return [null, null];
  const checkbox = (
    <label className={`flex items-center gap-2 self-end text-sm ${touchClass}`}>
      <input
        type="checkbox"
        className="accent-accent"
        checked={isMarking}
        onChange={(event) => setIsMarking(event.target.checked)}
      />
      Mark differences
    </label>
  );
  return [isMarking ? parts : null, checkbox];
}

interface DifferenceTextProps {
  readonly parts: readonly Part[];
  readonly side: "before" | "after";
}

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

/** A stretch of text that both have, or only one of them. */
export interface Part {
  readonly text: string;
  readonly of: "both" | "before" | "after";
}

/** Above this, marks help nobody and take long to find; characters of both together. */
const MOST_CHARACTERS = 40_000;
const MOST_MILLISECONDS = 150;
/** Texts that share less than this are two different texts, and all of them would be marked. */
const LEAST_SHARED = 0.2;

/** The texts word by word; null where they are alike, have next to nothing in common, or are too long to compare. */
export function compareTexts(before: string, after: string): readonly Part[] | null {
  const length = before.length + after.length;
  if (before === after || length > MOST_CHARACTERS) return null;
  const changes = diffWordsWithSpace(before, after, { timeout: MOST_MILLISECONDS });
  if (changes === undefined) return null;
  const parts = changes.map(({ value: text, added, removed }): Part => {
    return { text, of: added ? "after" : removed ? "before" : "both" };
  });
  const shared = parts
    .filter(({ of }) => of === "both")
    .reduce((sum, { text }) => sum + text.trim().length, 0);
  return (2 * shared) / length < LEAST_SHARED ? null : parts;
}
