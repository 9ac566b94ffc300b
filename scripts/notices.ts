import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** Who made a package, and under which licence. */
const Notice = z.object({
  name: z.string(),
  version: z.string(),
  /** An SPDX expression. */
  identifier: z.string(),
  text: z.string().nullish(),
});
type Notice = z.infer<typeof Notice>;

const Manifest = z.object({ name: z.string(), version: z.string(), license: z.string() });

/** What Vite wrote of each package that it bundled (`build.license`). */
export async function readNotices(path: string): Promise<Notice[]> {
  return z.array(Notice).parse(JSON.parse(await readFile(path, "utf8")));
}

/** Of the packages that files are of, by the files' paths. Throws where a package says no licence. */
export function noticesOf(files: readonly string[]): Promise<Notice[]> {
  const folders = new Set(files.flatMap((path) => packageFolder(path) ?? []));
  return Promise.all([...folders].map(noticeOf));
}

/** As a file that goes along with what is bundled, by licence. */
export function writeNotices(notices: readonly Notice[]): string {
  const named = notices.map(({ name, version, identifier, text }) => ({
    // Of a text that many packages share, one copy: half of them are of two authors.
    licence: `${identifier}\n${quote(text ?? "")}`,
    title: `${name} ${version}`,
  }));
  const sections = Object.entries(Object.groupBy(named, ({ licence }) => licence)).map(
    ([licence, packages = []]) => {
      const titles = new Set(packages.map(({ title }) => title));
      return `## ${[...titles].toSorted().join(", ")}\n\n${licence}`;
    },
  );
  return `${introduction}\n${sections.toSorted().join("\n")}`;
}

const introduction = "# Third-party notices\n\nThese packages are bundled in.\n";

/** Indented: a licence may hold any mark, a fence too. */
function quote(text: string): string {
  const lines = text.trim().split(/\r?\n/);
  return text === "" ? "" : `\n${lines.map((line) => `    ${line}`.trimEnd()).join("\n")}\n`;
}

/** The folder of the package that a file is of; undefined for a file of ours. */
function packageFolder(path: string): string | undefined {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
}

async function noticeOf(folder: string): Promise<Notice> {
  const found = Manifest.safeParse(JSON.parse(await readFile(join(folder, "package.json"), "utf8")));
  if (!found.success) throw new Error(`${folder} is bundled and says no licence`);
  const { name, version, license: identifier } = found.data;
  const files = (await readdir(folder))
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .toSorted();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  return { name, version, identifier, ...(texts.length > 0 && { text: texts.join("\n\n") }) };
}
