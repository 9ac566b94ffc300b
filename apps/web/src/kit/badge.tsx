import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** How a state looks everywhere: told apart by word and shape, not by colour alone. */
export interface Face {
  readonly label: string;
  readonly meaning: string;
  readonly Icon: LucideIcon;
  readonly className: string;
  /** Of the icon alone, where only it has the colour. */
  readonly iconClass?: string;
}

/** A state as an icon and a word. */
export function Badge({ face }: { readonly face: Face }): ReactNode {
  const { label, meaning, Icon, className, iconClass = "" } = face;
  return (
    <span
      title={meaning}
      className={`inline-flex items-center gap-1.5 text-sm whitespace-nowrap ${className}`}
    >
      <Icon className={`size-3.5 shrink-0 ${iconClass}`} aria-hidden />
      {label}
    </span>
  );
}
