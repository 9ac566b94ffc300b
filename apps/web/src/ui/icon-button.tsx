import type { ComponentProps, ReactNode } from "react";

type IconButtonProps = ComponentProps<"button"> & { readonly label: string };

/** A button that is an icon; its name is in the tooltip and for screen readers. */
export function IconButton({ label, ...props }: IconButtonProps): ReactNode {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className="grid size-8 shrink-0 place-items-center rounded-lg text-muted transition-colors hover:bg-sunken hover:text-ink disabled:opacity-40 disabled:hover:bg-transparent"
      {...props}
    />
  );
}
