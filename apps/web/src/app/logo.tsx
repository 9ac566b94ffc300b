import type { ReactNode } from "react";

/** Three bars, rising; as on the favicon. */
export function Logo(): ReactNode {
  return (
    <svg viewBox="0 0 32 32" className="size-6 shrink-0" aria-hidden>
      <rect width="32" height="32" rx="8" fill="#5261d9" />
      <rect x="7" y="17" width="4.5" height="8" rx="1.5" fill="#fff" opacity=".6" />
      <rect x="13.75" y="12" width="4.5" height="13" rx="1.5" fill="#fff" opacity=".8" />
      <rect x="20.5" y="7" width="4.5" height="18" rx="1.5" fill="#fff" />
    </svg>
  );
}
