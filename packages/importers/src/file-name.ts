/** What follows the last slash of a path, of either kind: folders are nobody else's business. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

/** A file's name without folders and extensions: `runs/capitals.results.json` → `capitals`. */
export function bareFileName(path: string): string {
  return fileName(path).replace(/(?<=.)(?:\.[a-z]+)+$/i, "");
}
