import { X } from "lucide-react";
import type { ReactNode } from "react";

type ChipProps = {
  /** What kind of thing: `Model`. */
  readonly kind: string;
  readonly name: string;
  readonly remove: () => void;
};

/** A filter that is set, with a button that removes it. */
export function Chip({ kind, name, remove }: ChipProps): ReactNode {
  return (
    <span className="inline-flex min-w-0 items-center rounded-full bg-accent-soft pl-3 text-sm">
      <span className="truncate">
        <span className="text-muted">{kind}</span> <span className="font-medium">{name}</span>
      </span>
      <button
        type="button"
        onClick={remove}
        aria-label={`Remove the filter ${kind} ${name}`}
        className="grid size-7 shrink-0 place-items-center rounded-full text-muted hover:text-ink"
      >
        <X className="size-3.5" aria-hidden />
      </button>
    </span>
  );
}
