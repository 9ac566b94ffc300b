import { extname } from "node:path";
import type { Page, Request } from "playwright-core";
import { build, type InlineConfig } from "vite";

/** A page of somebody else's, built and kept in memory: its files by their paths. */
export type BuiltPage = ReadonlyMap<string, string | Uint8Array>;

/** Builds what Vite would write. A single script without a page of its own gets an empty one with a `#root`. */
export async function buildPage(config: InlineConfig): Promise<BuiltPage> {
  const options = { write: false, minify: false, reportCompressedSize: false };
  const built = await build({ logLevel: "error", ...config, build: { ...options, ...config.build } });
  if (!("output" in built)) throw new Error("one build gives one output");
  const files = new Map(
    built.output.map(
      (file) => [`/${file.fileName}`, file.type === "chunk" ? file.code : file.source] as const,
    ),
  );
  const script = built.output.find((file) => file.type === "chunk" && file.isEntry)!.fileName;
  if (!files.has("/index.html")) files.set("/index.html", pageOf(script));
  return files;
}

const pageOf = (script: string) =>
  `<!doctype html><link rel="icon" href="data:,"><div id="root"></div><script type="module" src="/${script}"></script>`;

/** Where built pages are: an origin that no server has. */
export const PAGE_ORIGIN = "http://page.test";

const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/**
 * Answers for the page's origin: its files, and for `/trpc` what the server says, as a proxy of the page's own does.
 */
export async function servePage(page: Page, files: BuiltPage, serverUrl: string): Promise<Asked> {
  const requests: Request[] = [];
  await page.route(`${PAGE_ORIGIN}/**`, async (route) => {
    const { pathname, search } = new URL(route.request().url());
    if (pathname.startsWith("/trpc/")) {
      requests.push(route.request());
      return route.fulfill({
        response: await route.fetch({ url: new URL(pathname + search, serverUrl).href }),
      });
    }
    const body = files.get(pathname === "/" ? "/index.html" : pathname);
    if (body === undefined) return route.fulfill({ status: 404 });
    return route.fulfill({
      body: typeof body === "string" ? body : Buffer.from(body),
      contentType: types[extname(pathname) || ".html"] ?? "application/octet-stream",
    });
  });
  const procedures = () =>
    requests.flatMap((request) => new URL(request.url()).pathname.slice("/trpc/".length).split(","));
  return {
    asked: (procedure) => procedures().filter((one) => one === procedure).length,
    keys: () => requests.map((request) => request.headers()["authorization"]),
  };
}

export interface Asked {
  /** How often a procedure was asked. */
  readonly asked: (procedure: string) => number;
  /** What each request said of who asks. */
  readonly keys: () => readonly (string | undefined)[];
}
