import type { ComparedItem, ResultRow } from "@evalboard/contract";
import { type ReactNode, useMemo, useState } from "react";
import { compareTexts } from "../../difference/compare-texts.ts";
import { TextBlock } from "../../ui/text-block.tsx";
import { type OpenItem, type Side, sides } from "../compare-search.ts";
import { AnswerSide } from "./answer-side.tsx";

type ItemDetailProps = {
  readonly open: OpenItem;
  readonly item: ComparedItem | undefined;
  readonly results: Readonly<Record<Side, ResultRow>>;
};

/** What was asked and expected, and both answers; words that differ between them are marked where that helps. */
export function ItemDetail({ open, item, results }: ItemDetailProps): ReactNode {
  const [isMarking, setIsMarking] = useState(true);
  const { baseline, candidate } = results;
  const parts = useMemo(
    () =>
      baseline.output === null || candidate.output === null
        ? null
        : compareTexts(baseline.output, candidate.output),
    [baseline.output, candidate.output],
  );
  return (
    <div className="flex flex-col gap-5">
      <div className="grid gap-4 md:grid-cols-2">
        <TextBlock title="Input" text={candidate.input ?? baseline.input} />
        <TextBlock title="Expected" text={candidate.expected ?? baseline.expected} />
      </div>
      {parts === null ? null : (
        <label className="-mb-3 flex items-center gap-2 self-end text-sm">
          <input
            type="checkbox"
            className="accent-accent"
            checked={isMarking}
            onChange={(event) => setIsMarking(event.target.checked)}
          />
          Mark differences
        </label>
      )}
      <div className="grid gap-4 md:grid-cols-2">
        {sides.map((side) => (
          <AnswerSide
            key={side}
            side={side}
            address={open[side]}
            result={results[side]}
            mean={item?.[side]}
            parts={isMarking ? parts : null}
          />
        ))}
      </div>
    </div>
  );
}
