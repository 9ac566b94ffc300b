import { periods, periodWords } from "../address/period.ts";
import { themePreferences } from "../kit/theme-store.ts";
import { useTheme } from "../kit/theme.tsx";
import { useViewRights } from "../views/use-views.ts";
import type { PaletteGroup, PaletteItem } from "./palette-items.ts";
import { useGoToPeriod } from "./places.ts";

interface ActionsOptions {
  /** Asks for the name of where one is. */
  readonly saveView: () => void;
  readonly showKeys: () => void;
}

/** What can be done from any page. */
export function useActions({ saveView, showKeys }: ActionsOptions): readonly PaletteGroup[] {
  const { preference, setPreference } = useTheme();
  const goToPeriod = useGoToPeriod();
  const { mayChange } = useViewRights();
  const save: PaletteItem = { id: "save view", name: "Save view…", staysOpen: true, choose: saveView };
  return [
    {
      title: "Actions",
      items: [
        ...(mayChange ? [save] : []),
        ...(window.isSecureContext ? [copyLink] : []),
        ...exportItems(),
        ...themePreferences
          .filter((theme) => theme !== preference)
          .map((theme) => ({
            id: `theme ${theme}`,
            name: `Theme: ${theme}`,
            choose: () => setPreference(theme),
          })),
        { id: "keys", name: "Keys", detail: "?", staysOpen: true, choose: showKeys },
      ],
    },
    {
      title: "Period",
      items: periods.map((period, index) => ({
        id: `period ${period}`,
        name: `Show ${periodWords[period].span}`,
        detail: String(index + 1),
        choose: () => goToPeriod(period),
      })),
    },
  ];
}

const copyLink: PaletteItem = {
  id: "copy link",
  name: "Copy link to this page",
  choose: () => void navigator.clipboard.writeText(window.location.href),
};

/** The page's own menu for it, where it has one: what there is to export only the page knows. */
function exportItems(): PaletteItem[] {
  const button = document.querySelector('main button[aria-label^="Export"]');
  if (!(button instanceof HTMLElement)) return [];
  const open = (): void => {
    // Once the palette is gone, which has the keyboard until then.
    requestAnimationFrame(() => {
      button.focus();
      button.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, button: 0 }));
      button.click();
    });
  };
  return [{ id: "export", name: `${button.ariaLabel ?? "Export"}…`, choose: open }];
}
