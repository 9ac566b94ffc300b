import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { Menu } from "../kit/menu.tsx";

interface ExportMenuProps<Part extends string> {
  readonly label: string;
  /** What can be exported, and how the menu names it. */
  readonly parts: readonly (readonly [part: Part, words: string])[];
  readonly write: (part: Part) => Promise<void>;
  /** What the button says beside its icon. */
  readonly children?: ReactNode;
}

/** Takes what a page shows elsewhere: writes a part of it to a file. */
export function ExportMenu<Part extends string>(props: ExportMenuProps<Part>): ReactNode {
  const { label, parts, write, children } = props;
  return (
    <Menu
      label={label}
      items={parts.map(([part, words]) => ({ label: words, choose: () => void write(part) }))}
    >
      <Download className="size-3.5" aria-hidden />
      {children}
    </Menu>
  );
}
