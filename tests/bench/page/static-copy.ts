import { request } from "node:http";
import { buffer } from "node:stream/consumers";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Child, startChild } from "../harness/start-child.ts";

const staticServer = fileURLToPath(new URL("./static-server.ts", import.meta.url));

/** What Chromium says that it reads. */
const acceptEncoding = "gzip, deflate, br, zstd";

/** An answer as it goes over the wire. */
export interface Answer {
  readonly headers: Readonly<Record<string, string>>;
  /** Base64. */
  readonly body: string;
}

/**
 * Serves the same answers, byte for byte, by a server that has them ready, and a page that fetches them all and runs
 * nothing: what the network and the browser take by themselves.
 */
export async function staticCopy(url: string, paths: readonly string[], folder: string): Promise<Child> {
  const answers: Record<string, Answer> = {};
  for (const path of paths) answers[path] = await answerOf(url + path);
  const html = `<!doctype html><title>static</title>${paths.map(link).join("")}<p>The same bytes.</p>`;
  answers["/"] = { headers: { "content-type": "text/html" }, body: Buffer.from(html).toString("base64") };
  const file = join(folder, "answers.json");
  await writeFile(file, JSON.stringify(answers));
  return startChild(staticServer, file);
}

function link(path: string): string {
  const href = path.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  if (path.endsWith(".css")) return `<link rel="stylesheet" href="${href}">`;
  return `<link rel="preload" as="fetch" crossorigin href="${href}">`;
}

/** Not by `fetch`, which unpacks what it gets. */
async function answerOf(url: string): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  request(url, { headers: { "accept-encoding": acceptEncoding } }, (reply) => {
    const { "content-type": type = "", "content-encoding": encoding } = reply.headers;
    const headers = { "content-type": type, ...(encoding !== undefined && { "content-encoding": encoding }) };
    buffer(reply).then((body) => resolve({ headers, body: body.toString("base64") }), reject);
  })
    .on("error", reject)
    .end();
  return promise;
}
