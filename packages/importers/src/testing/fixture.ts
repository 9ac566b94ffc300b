// oxlint-disable-next-line no-restricted-imports -- tests read from the disk, importers do not
import { readFileSync } from "node:fs";
import type { SourceFile } from "../importer.ts";

/** A file of the fixtures' folder, such as `inspect/capitals.json`. */
export function fixture(path: string): SourceFile {
  const bytes = readFileSync(new URL(`../../fixtures/${path}`, import.meta.url));
  return { name: path, blob: new Blob([bytes]) };
}
