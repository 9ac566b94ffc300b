import { saveFile } from "./save-file.ts";

/** Hands a value, as JSON for people, to the browser's downloads. */
export function saveJson(name: string, value: unknown): void {
  saveFile(name, new Blob([JSON.stringify(value, null, 2)], { type: "application/json" }));
}
