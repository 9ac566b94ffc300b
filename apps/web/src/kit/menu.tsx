import { lazy, type ReactNode, Suspense, useState } from "react";
import { menuButtonClass } from "./button.tsx";

/** One thing that can be done. */
interface MenuItem {
  readonly label: string;
  readonly choose: () => void;
  /** Red, and apart from the others. */
  readonly isDangerous?: boolean;
}

export interface MenuProps {
  /** What the button says. */
  readonly children: ReactNode;
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** An icon alone, among words. */
  readonly isSmall?: boolean;
}

const OpenMenu = lazy(async () => ({ default: (await import("./open-menu.tsx")).OpenMenu }));

/** A button with a menu, whose code comes when it is first pressed. */
export function Menu(props: MenuProps): ReactNode {
  const [isAskedFor, setIsAskedFor] = useState(false);
  const button = (
    <button
      type="button"
      aria-label={props.label}
      aria-haspopup="menu"
      className={menuButtonClass(props.isSmall)}
      onClick={() => setIsAskedFor(true)}
    >
      {props.children}
    </button>
  );
  if (!isAskedFor) return button;
  return (
    <Suspense fallback={button}>
      <OpenMenu {...props} />
    </Suspense>
  );
}
