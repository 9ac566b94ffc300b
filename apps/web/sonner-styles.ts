import type { Plugin } from "vite";

/** The styles of the toasts, as the library's own module writes them into the page. */
const WRITTEN = /^__insertCSS\(".*"\);?$/m;

/**
 * Takes them out of the script, since the server's content security policy refuses styles that a script writes as text;
 * `sonner/dist/styles.css` has the same, and `runs/layout.tsx` imports it. Fails where the library has changed.
 */
export function sonnerStyles(): Plugin {
  return {
    name: "sonner-styles",
    apply: "build",
    transform: {
      filter: { id: /\/sonner\/dist\/index\.mjs$/ },
      handler(code) {
        if (!WRITTEN.test(code)) throw new Error("sonner writes its styles in another way than it did");
        return { code: code.replace(WRITTEN, ""), map: null };
      },
    },
  };
}
