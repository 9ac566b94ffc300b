// Writes contract.json as the router has it. What breaks programs that were written for it is refused, unless it is to be a
// new major: `pnpm --filter @evalboard/router contract:update --new-major`.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findBreaks } from "../src/breaks.ts";
import { describeContract, Description } from "../src/description.ts";

const { values } = parseArgs({ options: { "new-major": { type: "boolean", default: false } } });
const file = join(import.meta.dirname, "../contract.json");
const before = Description.parse(JSON.parse(await readFile(file, "utf8")));
const breaks = findBreaks(before, describeContract(before.major));
if (breaks.length > 0 && !values["new-major"]) {
  process.stderr.write(
    `These break programs that use version ${before.major}:\n  ${breaks.join("\n  ")}\nKeep what was beside what is new, or say --new-major.\n`,
  );
  process.exitCode = 1;
} else {
  const major = before.major + (breaks.length > 0 ? 1 : 0);
  await writeFile(file, `${JSON.stringify(describeContract(major), null, 2)}\n`);
  if (major > before.major)
    process.stdout.write(`The contract is ${major} now: so is the version of @evalboard/client.\n`);
}
