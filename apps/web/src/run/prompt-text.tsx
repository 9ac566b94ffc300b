import type { RunDetail } from "@evalboard/contract";
import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { ScrollingText } from "../ui/scrolling-text.tsx";

/** The text of the prompt version, folded away until it is asked for. */
export function PromptText({ run }: { readonly run: RunDetail }): ReactNode {
  const { prompt, promptText } = run;
  return (
    <details className="group overflow-hidden rounded-xl border border-line bg-surface shadow-card">
      <summary className="flex cursor-pointer list-none items-center gap-2 px-5 py-3.5 outline-offset-[-2px]">
        <ChevronRight
          className="size-4 shrink-0 text-muted transition-transform group-open:rotate-90"
          aria-hidden
        />
        <span className="font-semibold">Prompt</span>
        <span className="min-w-0 truncate text-muted">
          {prompt.name} v{prompt.version}
        </span>
      </summary>
      <ScrollingText
        label="Prompt text"
        text={promptText}
        className="max-h-96 border-t border-line bg-canvas px-5 py-4"
      />
    </details>
  );
}
