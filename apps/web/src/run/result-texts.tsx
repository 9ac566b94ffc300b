import type { ResultRow } from "@evalboard/contract";
import { type ReactNode, useMemo, useState } from "react";
import { compareTexts } from "../difference/compare-texts.ts";
import { DifferenceText } from "../difference/difference-text.tsx";
import { TextBlock } from "../ui/text-block.tsx";

/** What was asked, what was expected and what came, side by side; words that differ are marked where that helps. */
export function ResultTexts({
  result: { input, expected, output },
}: {
  readonly result: ResultRow;
}): ReactNode {
  const [isMarking, setIsMarking] = useState(true);
  const parts = useMemo(
    () => (expected === null || output === null ? null : compareTexts(expected, output)),
    [expected, output],
  );
  const marked = isMarking ? parts : null;
  return (
    <div className="flex flex-col gap-2">
      {parts === null ? null : (
        <label className="flex items-center gap-2 self-end text-sm">
          <input
            type="checkbox"
            className="accent-accent"
            checked={isMarking}
            onChange={(event) => setIsMarking(event.target.checked)}
          />
          Mark differences
        </label>
      )}
      <div className="grid gap-4 lg:grid-cols-3">
        <TextBlock title="Input" text={input} />
        <TextBlock title="Expected" text={expected}>
          {marked === null ? undefined : <DifferenceText parts={marked} side="before" />}
        </TextBlock>
        <TextBlock title="Output" text={output}>
          {marked === null ? undefined : <DifferenceText parts={marked} side="after" />}
        </TextBlock>
      </div>
    </div>
  );
}
