// Runs in the page before its own scripts: notes when each canvas was first drawn on, when any was last, and tasks of 50 ms and more.
{
  const first = new Map();
  const tasks = [];
  let last = 0;
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ entryTypes: ["longtask"] });
  for (const name of ["fill", "stroke", "fillRect", "fillText"]) {
    const draw = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function drawNoted(...values) {
      last = performance.now();
      if (!first.has(this.canvas)) first.set(this.canvas, last);
      return draw.apply(this, values);
    };
  }
  const canvases = () => [...document.querySelectorAll("canvas")];
  globalThis.drawing = {
    canvases: () => canvases().length,
    /** When the last of so many canvases was first drawn on, ms since the page was asked for; 0 before. */
    firstMs: (count) => {
      const times = canvases().map((canvas) => first.get(canvas) ?? Infinity);
      return times.length >= count && Math.max(...times) < Infinity ? Math.max(...times) : 0;
    },
    lastMs: () => last,
    /** The longest task that began since then, ms; 0 where none took 50. */
    longestTaskMs: (sinceMs) =>
      Math.max(0, ...tasks.filter(({ startTime }) => startTime >= sinceMs).map(({ duration }) => duration)),
    /** Path of each answer that the page asked for before that time, and its bytes on the wire. */
    answers: (beforeMs) =>
      performance
        .getEntriesByType("resource")
        .filter(({ startTime }) => startTime < beforeMs)
        .map(({ name, encodedBodySize }) => ({
          path: name.slice(location.origin.length),
          bytes: encodedBodySize,
        })),
  };
}
