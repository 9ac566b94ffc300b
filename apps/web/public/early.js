// What cannot wait for the app, which comes while this runs. A file of its own, not inline, because the content security
// policy allows no inline scripts.

// Sets the theme before the first paint, so that no page flashes white. The app takes over from here:
// src/kit/theme-store.ts uses the same key and attribute.
(() => {
  let preference = null;
  try {
    preference = localStorage.getItem("evalboard.theme");
  } catch {
    // Storage may be forbidden: then the system decides.
  }
  const dark =
    preference === "dark" || (preference !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();

// Asks for the board's figures, and for the code that draws them, which the app would ask for only after it has drawn
// itself. A board of some runs alone, or from one day to another, is left to the app. The address of the question is that
// of the app's own, which the browser then takes the answer for: packages/client/src/link.ts.
(() => {
  const { pathname, search } = location;
  const asked = /^(?:\?period=(24h|7d|30d|90d|all))?$/.exec(search);
  if (pathname !== "/" || asked === null) return;
  const [, period = "7d"] = asked;
  const ask = (attributes) => document.head.append(Object.assign(document.createElement("link"), attributes));
  const input = encodeURIComponent(JSON.stringify({ 0: period }));
  ask({
    rel: "preload",
    as: "fetch",
    crossOrigin: "anonymous",
    href: `/trpc/stats.get?batch=1&input=${input}`,
  });
  // Without a build there is none.
  for (const href of document.currentScript.dataset.board?.split(" ") ?? [])
    ask({ rel: "modulepreload", fetchPriority: "low", href });
})();
