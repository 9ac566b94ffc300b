import type { ReactNode } from "react";
import { Figure } from "../ui/figure.tsx";

type FactProps = {
  readonly title: string;
  readonly value: number | null;
  readonly format: (value: number) => string;
  /** Why the value is unknown where it is null. */
  readonly why?: string;
};

/** One figure of a run. */
export function Fact({ title, ...figure }: FactProps): ReactNode {
  return (
    <div className="flex min-w-0 flex-col gap-1 rounded-xl border border-line bg-surface px-4 py-3.5 shadow-card">
      <dt className="text-sm text-muted">{title}</dt>
      <dd className="text-xl font-semibold tracking-tight">
        <Figure {...figure} />
      </dd>
    </div>
  );
}
