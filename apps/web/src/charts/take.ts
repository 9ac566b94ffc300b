import { type CsvColumn, saveCsv, saveFile } from "../kit/file.ts";
import type { Series } from "./series.ts";

/** Around the chart, and for its title, CSS px. */
const MARGIN = 16;
const TITLE = 24;

/** Hands a chart as a picture to the browser's downloads. */
export async function savePicture(canvas: HTMLCanvasElement | null, title: string): Promise<void> {
  if (canvas !== null) saveFile(`${title}.png`, await pictureOf(canvas, title));
}

/** Puts a chart as a picture into the clipboard; says in words what came of it. */
export async function copyPicture(canvas: HTMLCanvasElement | null, title: string): Promise<string> {
  if (canvas === null) return "There is no chart yet.";
  try {
    // A browser that offers no clipboard, as without https, has no such class either.
    const picture = new ClipboardItem({ "image/png": pictureOf(canvas, title) });
    await navigator.clipboard.write([picture]);
    return "Copied.";
  } catch {
    return "The browser lets no page copy pictures here: save it as a PNG file.";
  }
}

/** Hands a chart's figures, a row a bucket, to the browser's downloads. */
export async function saveFigures<Bucket extends { readonly from: string; readonly to: string }>(
  title: string,
  series: readonly Series<Bucket>[],
  buckets: readonly Bucket[],
): Promise<void> {
  await saveCsv(
    title,
    [["from", ({ from }) => from], ["to", ({ to }) => to], ...series.flatMap(columnsOf)],
    buckets,
  );
}

function columnsOf<Bucket>(series: Series<Bucket>): CsvColumn<Bucket>[] {
  const { label } = series;
  if (series.shape !== "band") return [[label, (bucket) => series.value(bucket)]];
  return [
    [`${label}, low`, (bucket) => series.value(bucket)?.low ?? null],
    [`${label}, high`, (bucket) => series.value(bucket)?.high ?? null],
  ];
}

/** The chart below its title, on the page's own ground, in the canvas's own resolution. */
function pictureOf(canvas: HTMLCanvasElement, title: string): Promise<Blob> {
  const scale = canvas.width / Math.max(1, canvas.clientWidth);
  const picture = document.createElement("canvas");
  picture.width = canvas.width + 2 * MARGIN * scale;
  picture.height = canvas.height + (2 * MARGIN + TITLE) * scale;
  const ctx = picture.getContext("2d");
  if (ctx === null) return Promise.reject(new Error("the browser draws no pictures"));
  const style = getComputedStyle(document.documentElement);
  ctx.fillStyle = style.getPropertyValue("--surface");
  ctx.fillRect(0, 0, picture.width, picture.height);
  ctx.fillStyle = style.getPropertyValue("--ink");
  ctx.font = `600 ${14 * scale}px ${getComputedStyle(document.body).fontFamily}`;
  ctx.textBaseline = "middle";
  ctx.fillText(title, MARGIN * scale, (MARGIN + TITLE / 2) * scale);
  ctx.drawImage(canvas, MARGIN * scale, (MARGIN + TITLE) * scale);
  return new Promise((resolve, reject) => {
    picture.toBlob(
      (blob) => (blob === null ? reject(new Error("the picture is too large")) : resolve(blob)),
      "image/png",
    );
  });
}
