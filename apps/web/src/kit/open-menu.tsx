import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { menuButtonClass, touchClass } from "./button.tsx";
import type { MenuProps } from "./menu.tsx";

/** A menu, open at first. */
export function OpenMenu({ children, label, items, isSmall = false }: MenuProps): ReactNode {
  return (
    <DropdownMenu.Root defaultOpen modal={false}>
      <DropdownMenu.Trigger aria-label={label} className={menuButtonClass(isSmall)}>
        {children}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={6}
          collisionPadding={12}
          className="z-20 min-w-48 rounded-xl border border-line bg-surface p-1 shadow-lg"
        >
          {items.map(({ label: words, choose, isDangerous = false }) => (
            <DropdownMenu.Item
              key={words}
              onSelect={choose}
              className={`flex cursor-default items-center rounded-lg px-3 py-1.5 text-sm outline-none data-highlighted:bg-sunken ${touchClass} ${isDangerous ? "mt-1 text-bad" : ""}`}
            >
              {words}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
