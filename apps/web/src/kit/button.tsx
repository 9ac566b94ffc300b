import type { ComponentProps, ReactNode } from "react";

/** How anything looks that is pressed like a button, links included. */
export const buttonClass =
  "inline-flex h-8 items-center gap-2 rounded-lg border border-line-strong bg-surface px-3 text-sm font-medium text-ink shadow-card transition-colors hover:bg-sunken disabled:text-muted disabled:hover:bg-surface";

/** A plain button. */
export function Button(props: ComponentProps<"button">): ReactNode {
  return <button type="button" className={buttonClass} {...props} />;
}

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
