/** How the first runs get in, typed in EvalBoard's folder. */
export const IMPORT_COMMAND = "npx --yes pnpm@12.21.0 evalboard import results.json";
