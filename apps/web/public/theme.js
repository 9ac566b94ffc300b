// Sets the theme before the first paint, so that no page flashes white. A file of its own, not
// inline, because the content security policy allows no inline scripts. The app takes over from
// here: src/theme/theme-store.ts uses the same key and attribute.
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
