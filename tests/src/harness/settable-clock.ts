import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The clock of a server that is started with `env`. */
export interface SettableClock {
  readonly env: Readonly<Record<string, string>>;
  /** Sets it ahead by so much, back where that is negative, of the machine's; from the next look on. */
  set(aheadMs: number): Promise<void>;
}

/** Lays a clock into the folder. Only what reads `Date` goes by it: timers and durations go on as they do on a machine whose clock is set. */
export async function settableClock(folder: string, aheadMs = 0): Promise<SettableClock> {
  const file = join(folder, "clock");
  const program = join(folder, "clock.mjs");
  // Whoever looks meanwhile finds the one or the other, and never half of it.
  const set = async (ahead: number) => {
    await writeFile(`${file}.next`, String(ahead));
    await rename(`${file}.next`, file);
  };
  await set(aheadMs);
  await writeFile(
    program,
    `import { readFileSync } from "node:fs";
     const Machine = Date;
     const now = () => Machine.now() + Number(readFileSync(${JSON.stringify(file)}, "utf8") || 0);
     globalThis.Date = new Proxy(Machine, {
       construct: (target, args, as) => Reflect.construct(target, args.length === 0 ? [now()] : args, as),
       get: (target, key, as) => (key === "now" ? now : Reflect.get(target, key, as)),
     });`,
  );
  return { env: { NODE_OPTIONS: `--import ${pathToFileURL(program).href}` }, set };
}
