import { describe, expect, test } from "vitest";
import { createThemeStore } from "./theme-store.ts";

/** As much of a window as the store uses. */
function fakePage({ stored, isDark = false }: { stored?: string; isDark?: boolean }) {
  const storage = new Map(stored === undefined ? [] : [["evalboard.theme", stored]]);
  const system = Object.assign(new EventTarget(), { matches: isDark });
  const dataset: DOMStringMap = {};
  const page = Object.assign(new EventTarget(), {
    matchMedia: () => system,
    localStorage: {
      getItem: (key: string) => storage.get(key) ?? null,
      setItem: (key: string, value: string) => storage.set(key, value),
    },
    document: { documentElement: { dataset } },
  });
  return { page, system, storage, store: createThemeStore(page) };
}

describe("the theme starts", () => {
  test("as the system's where nothing was chosen", () => {
    expect(fakePage({ isDark: true }).store.get()).toEqual({ preference: "system", shown: "dark" });
    expect(fakePage({ isDark: false }).store.get()).toEqual({ preference: "system", shown: "light" });
  });

  test("as it was chosen, whatever the system's", () => {
    expect(fakePage({ stored: "light", isDark: true }).store.get()).toEqual({
      preference: "light",
      shown: "light",
    });
  });

  test("as the system's where the storage holds something else", () => {
    expect(fakePage({ stored: "sepia" }).store.get().preference).toBe("system");
  });

  test("as the system's where storage is forbidden", () => {
    const { page } = fakePage({});
    const forbidden = Object.defineProperty(page, "localStorage", {
      get: () => {
        throw new DOMException("denied", "SecurityError");
      },
    });
    expect(createThemeStore(forbidden).get().preference).toBe("system");
  });
});

test("a choice is shown, stored and told", () => {
  const { page, storage, store } = fakePage({});
  const told: string[] = [];
  store.subscribe(() => told.push(store.get().shown));
  store.set("dark");
  expect(page.document.documentElement.dataset).toEqual({ theme: "dark" });
  expect(storage.get("evalboard.theme")).toBe("dark");
  expect(told).toEqual(["dark"]);
});

describe("when the system changes", () => {
  test("a theme that follows it changes too", () => {
    const { system, store } = fakePage({});
    system.matches = true;
    system.dispatchEvent(new Event("change"));
    expect(store.get().shown).toBe("dark");
  });

  test("a chosen theme stays", () => {
    const { system, store } = fakePage({ stored: "light" });
    system.matches = true;
    system.dispatchEvent(new Event("change"));
    expect(store.get().shown).toBe("light");
  });
});

test("nobody is told after unsubscribing", () => {
  const { store } = fakePage({});
  let told = 0;
  store.subscribe(() => told++)();
  store.set("dark");
  expect(told).toBe(0);
});
