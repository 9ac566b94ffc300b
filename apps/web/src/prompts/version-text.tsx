import type { PromptVersionReport } from "@evalboard/contract";
import { formatCounted } from "@evalboard/format";
import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { VersionDifference } from "./version-difference.tsx";

type VersionTextProps = {
  readonly version: PromptVersionReport;
  /** The version before it; the first has none. */
  readonly before: PromptVersionReport | undefined;
  readonly isOpenAtFirst: boolean;
};

/** A version's text, folded away until it is asked for: long texts take a while to compare. */
export function VersionText({ version, before, isOpenAtFirst }: VersionTextProps): ReactNode {
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
