import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { CompareLink } from "../compare-link.tsx";
import type { Suggestion } from "./examples-of.ts";

/** Comparisons that are one press away. */
export function SuggestionList({ suggestions }: { readonly suggestions: readonly Suggestion[] }): ReactNode {
  return (
    <ul className="grid w-full max-w-3xl gap-2 text-left sm:grid-cols-2">
      {suggestions.map(({ title, detail, baseline, candidate }) => (
        <li key={`${title} ${detail}`} className="min-w-0">
          <CompareLink
            baseline={baseline}
            candidate={candidate}
            className="flex h-full items-center gap-3 rounded-lg border border-line-strong bg-surface px-4 py-3 shadow-card transition-colors hover:bg-sunken"
          >
            <span className="min-w-0 grow">
              <span className="block text-sm font-medium wrap-anywhere">{title}</span>
              <span className="block text-xs text-muted tabular-nums">{detail}</span>
            </span>
            <ArrowRight className="size-4 shrink-0 text-muted" aria-hidden />
          </CompareLink>
        </li>
      ))}
    </ul>
  );
}
