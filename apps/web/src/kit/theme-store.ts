/** What the viewer chose; `system` follows the operating system. */
export const themePreferences = ["system", "light", "dark"] as const;
export type ThemePreference = (typeof themePreferences)[number];

/** The choice and what it comes to at the moment. A new object on every change. */
export interface Theme {
  readonly preference: ThemePreference;
  readonly shown: "light" | "dark";
}

/** Holds the theme, keeps it on `<html data-theme>` and in the browser's storage. */
export interface ThemeStore {
  readonly get: () => Theme;
  readonly set: (preference: ThemePreference) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** As much of a window as the theme needs. */
type ThemePage = Pick<EventTarget, "addEventListener"> & {
  readonly matchMedia: (query: string) => EventTarget & { readonly matches: boolean };
  readonly localStorage: Pick<Storage, "getItem" | "setItem">;
  readonly document: { readonly documentElement: { readonly dataset: DOMStringMap } };
};

// public/early.js reads the same key before the first paint.
const STORAGE_KEY = "evalboard.theme";

/** Starts from the stored preference and follows the system and the other tabs from then on. */
export function createThemeStore(page: ThemePage): ThemeStore {
  const listeners = new Set<() => void>();
  const system = page.matchMedia("(prefers-color-scheme: dark)");
  const resolve = (preference: ThemePreference): Theme => ({
    preference,
    shown: preference === "system" ? (system.matches ? "dark" : "light") : preference,
  });
  let theme = resolve(readPreference(page));

  function show(preference: ThemePreference): void {
    theme = resolve(preference);
    page.document.documentElement.dataset["theme"] = theme.shown;
    for (const listener of listeners) listener();
  }

  system.addEventListener("change", () => show(theme.preference));
  page.addEventListener("storage", (event) => {
    if (event instanceof StorageEvent && event.key === STORAGE_KEY) show(readPreference(page));
  });

  return {
    get: () => theme,
    set: (preference) => {
      writePreference(page, preference);
      show(preference);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function readPreference(page: ThemePage): ThemePreference {
  try {
    const stored = page.localStorage.getItem(STORAGE_KEY);
    return themePreferences.find((preference) => preference === stored) ?? "system";
  } catch {
    return "system";
  }
}

function writePreference(page: ThemePage, preference: ThemePreference): void {
  try {
    page.localStorage.setItem(STORAGE_KEY, preference);
  } catch {
    // Storage may be forbidden: the choice then lasts as long as the page.
  }
}
