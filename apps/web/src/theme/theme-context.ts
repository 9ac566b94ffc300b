import { createContext, useContext, useSyncExternalStore } from "react";
import type { Theme, ThemePreference, ThemeStore } from "./theme-store.ts";

/** Where components find the page's theme; set once in main.tsx. */
export const ThemeContext = createContext<ThemeStore | null>(null);

/** The theme, and a way to change it. Throws outside of `ThemeContext`. */
export function useTheme(): Theme & { readonly setPreference: (preference: ThemePreference) => void } {
  const store = useContext(ThemeContext);
  if (store === null) throw new Error("useTheme needs a ThemeContext above it");
  return { ...useSyncExternalStore(store.subscribe, store.get), setPreference: store.set };
}
