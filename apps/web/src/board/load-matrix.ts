/** Fetches the code of the second view, a chunk of its own. Asking again costs nothing. */
export async function loadMatrix() {
  return { default: (await import("./matrix-page.tsx")).MatrixPage };
}
