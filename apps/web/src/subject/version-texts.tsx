import type { PromptVersionReport } from "@evalboard/contract";
import { formatCounted } from "@evalboard/format";
import { ChevronRight } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { Card } from "../kit/card.tsx";
import { compareTexts, DifferenceText } from "../kit/difference.tsx";
import { TextBlock } from "../kit/text.tsx";

/** How the versions read, newest first, each beside the one before it. */
export function VersionTexts({ versions }: { readonly versions: readonly PromptVersionReport[] }): ReactNode {
  return (
    <Card
      title="Texts"
      aside={<span className="text-sm text-muted">{formatCounted(versions.length, "version")}</span>}
      flush
    >
      {versions.map((version, index) => (
        <VersionText
          key={version.promptVersionId}
          version={version}
          before={versions[index + 1]}
          isOpenAtFirst={index === 0}
        />
      ))}
    </Card>
  );
}

interface VersionTextProps {
  readonly version: PromptVersionReport;
  /** The version before it; the first has none. */
  readonly before: PromptVersionReport | undefined;
  readonly isOpenAtFirst: boolean;
}

/** A version's text, folded away until it is asked for: long texts take a while to compare. */
function VersionText({ version, before, isOpenAtFirst }: VersionTextProps): ReactNode {
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  return (
    <details
      open={isOpen}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
      className="group border-t border-line"
    >
      <summary className="flex cursor-pointer list-none items-center gap-2 px-5 py-3 text-sm outline-offset-[-2px]">
        <ChevronRight
          className="size-4 shrink-0 text-muted transition-transform group-open:rotate-90"
          aria-hidden
        />
        <span className="font-medium">v{version.number}</span>
        <span className="text-muted">
          {formatCounted(version.text.length, "character")}
          {before === undefined ? "" : `, beside v${before.number}`}
        </span>
      </summary>
      {isOpen ? <VersionDifference version={version} before={before} /> : null}
    </details>
  );
}

interface VersionDifferenceProps {
  readonly version: PromptVersionReport;
  readonly before: PromptVersionReport | undefined;
}

/** A version's text beside that of the version before it; words that differ are marked where that helps. */
function VersionDifference({ version, before }: VersionDifferenceProps): ReactNode {
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
