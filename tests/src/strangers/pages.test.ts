import { showHidden } from "@evalboard/format";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { useBrowser } from "../harness/use-browser.ts";
import { useServer } from "../harness/use-server.ts";
import { payloads, textPayloads } from "./payloads.ts";
import { recordPayloads } from "./record-payloads.ts";

const server = useServer();
const browser = useBrowser();

/** Where the pages are to be drawn, to be looked at: a folder, or nothing. */
const pictures = process.env["PICTURES"];

/** Hears what a page does that no text does: dialogs, breaches of the policy, requests to elsewhere. */
async function listen(page: Page): Promise<string[]> {
  const heard: string[] = [];
  page.on("dialog", (dialog) => {
    heard.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (!["data:", "blob:"].includes(protocol) && origin !== new URL(server.url).origin)
      heard.push(`request: ${request.url()}`);
  });
  await page.exposeFunction("tell", (breach: string) => void heard.push(`policy: ${breach}`));
  await page.addInitScript(`addEventListener("securitypolicyviolation", (event) =>
    tell([event.effectiveDirective, event.blockedURI, event.sourceFile, event.sample].join(" ")))`);
  return heard;
}

/** What stands in a page that no text makes: elements, handlers, and links to what is no page. */
const foreign = `[
  ...[...document.querySelectorAll("#root :is(script, iframe, object, embed, img, video, audio, base, link, meta, style, marquee, math)")]
    .map((element) => element.outerHTML),
  ...[...document.querySelectorAll("*")].flatMap((element) => [...element.attributes]
    .filter(({ name, value }) => /^on|^srcdoc$|^formaction$/.test(name)
      || (["href", "src", "action", "xlink:href"].includes(name) && !/^([#?]|\\/(?!\\/)|https?:|data:,$)/.test(value)))
    .map(({ name, value }) => name + "=" + value)),
]`;

/** Everything that is read on a page: its text, and the words for those who hear it. */
const readable = `[document.body.textContent, ...[...document.querySelectorAll("[title], [aria-label], option")]
  .flatMap((element) => [element.title, element.ariaLabel, element.textContent])].join("\\n")`;

test("what strangers wrote is text on every page, in both themes, and breaches no policy", async () => {
  const { paths } = await recordPayloads(server.client, server.url);
  let heard: readonly string[] = [];
  const { page, faults } = await browser.open("about:blank", async (opened) => {
    heard = await listen(opened);
  });
  let read = "";
  for (const [index, path] of paths.entries()) {
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(path);
    await settle(page);
    if (path.endsWith("/import")) await chooseHostileFiles(page);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${index}-${colorScheme}.png` });
    }
    expect([path, await page.evaluate(foreign)]).toEqual([path, []]);
    read += String(await page.evaluate(readable));
  }
  expect([...payloads].filter((payload) => !read.includes(showHidden(payload)))).toEqual([]);
  expect(read).toContain(textPayloads[0]);
  expect(heard).toEqual([]);
  expect(faults).toEqual([]);
});

/** Until there is something, and nothing is on its way any more. */
async function settle(page: Page): Promise<void> {
  const isDrawn = `document.querySelector("h1") !== null && document.querySelector(".animate-pulse, .animate-spin") === null`;
  await expect.poll(() => page.evaluate(isDrawn)).toBe(true);
  await page.waitForLoadState("networkidle");
}

async function chooseHostileFiles(page: Page): Promise<void> {
  const columns = `question,${payloads
    .slice(4, 12)
    .map((name) => `"${name.replaceAll('"', '""')}"`)
    .join(",")},score`;
  const csv = `${columns}\n${Array.from(
    { length: 3 },
    (_, row) =>
      `q${row},${payloads
        .slice(4, 12)
        .map((name) => `"${name.replaceAll('"', '""')}"`)
        .join(",")},1`,
  ).join("\n")}`;
  await page.getByLabel("Files to import").setInputFiles([
    { name: `${payloads[5]!}.csv`, mimeType: "text/csv", buffer: Buffer.from(csv) },
    {
      name: `${payloads[12]!}.json`,
      mimeType: "application/json",
      buffer: Buffer.from(`{"a": ${payloads[0]}`),
    },
  ]);
  await page.getByText("It is a CSV of 3 records with the columns").waitFor();
}
