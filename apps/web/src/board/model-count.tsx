import { formatCounted } from "@evalboard/format";
import type { ReactNode } from "react";

/** How many models ran a dataset. One alone says so: the score may be the model's doing. */
export function ModelCount({ models }: { readonly models: number }): ReactNode {
  if (models === 1) return <span className="block text-xs font-medium text-warn">one model alone</span>;
  return <span className="block text-xs text-muted">{formatCounted(models, "model")}</span>;
}
