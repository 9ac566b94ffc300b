import type { PromptVersionReport } from "@evalboard/contract";
import { type ReactNode, useMemo } from "react";
import { compareTexts } from "../difference/compare-texts.ts";
import { DifferenceText } from "../difference/difference-text.tsx";
import { TextBlock } from "../ui/text-block.tsx";

type VersionDifferenceProps = {
  readonly version: PromptVersionReport;
  readonly before: PromptVersionReport | undefined;
};

/** A version's text beside that of the version before it; words that differ are marked where that helps. */
export function VersionDifference({ version, before }: VersionDifferenceProps): ReactNode {
  const parts = useMemo(
    () => (before === undefined ? null : compareTexts(before.text, version.text)),
    [before, version],
  );
  return (
    <div className="grid gap-4 px-5 pb-5 lg:grid-cols-2">
      {before === undefined ? null : (
        <TextBlock title={`v${before.number}`} text={before.text}>
          {parts === null ? undefined : <DifferenceText parts={parts} side="before" />}
        </TextBlock>
      )}
      <TextBlock title={`v${version.number}`} text={version.text}>
        {parts === null ? undefined : <DifferenceText parts={parts} side="after" />}
      </TextBlock>
    </div>
  );
}
