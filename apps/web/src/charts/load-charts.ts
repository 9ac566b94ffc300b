/** Fetches the charts' code, a chunk of its own, and readies it. Asking again costs nothing. */
export async function loadCharts() {
  const [{ ChartCanvas }, { registerCharts }] = await Promise.all([
    import("./chart-canvas.tsx"),
    import("./register-charts.ts"),
  ]);
  registerCharts();
  return { default: ChartCanvas };
}
