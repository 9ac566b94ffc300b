import { Monitor, Moon, Sun } from "lucide-react";
import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";
import { type Theme, type ThemePreference, themePreferences, type ThemeStore } from "./theme-store.ts";
import { touchIconClass } from "./button.tsx";

const faces = {
  system: { label: "System theme", Icon: Monitor },
  light: { label: "Light theme", Icon: Sun },
  dark: { label: "Dark theme", Icon: Moon },
};

/** System, light or dark: radio buttons, so that the arrow keys move between them. */
export function ThemeToggle(): ReactNode {
  const { preference, setPreference } = useTheme();
  return (
    <fieldset className="flex rounded-lg border border-line p-0.5">
      <legend className="sr-only">Theme</legend>
      {themePreferences.map((one) => {
        const { label, Icon } = faces[one];
        return (
          <label
            key={one}
            title={label}
            className={`grid size-6 cursor-pointer place-items-center rounded-md text-muted outline-offset-2 transition-colors hover:text-ink has-checked:bg-accent-soft has-checked:text-accent has-checked:ring-1 has-checked:ring-accent-line has-checked:ring-inset has-focus-visible:outline-2 has-focus-visible:outline-accent ${touchIconClass}`}
          >
            <input
              type="radio"
              name="theme"
              className="sr-only"
              aria-label={label}
              checked={one === preference}
              onChange={() => setPreference(one)}
            />
            <Icon className="size-3.5" aria-hidden />
          </label>
        );
      })}
    </fieldset>
  );
}

/** Where components find the page's theme; set once in main.tsx. */
export const ThemeContext = createContext<ThemeStore | null>(null);

/** The theme, and a way to change it. Throws outside of `ThemeContext`. */
export function useTheme(): Theme & { readonly setPreference: (preference: ThemePreference) => void } {
  const store = useContext(ThemeContext);
  if (store === null) throw new Error("useTheme needs a ThemeContext above it");
  return { ...useSyncExternalStore(store.subscribe, store.get), setPreference: store.set };
}
