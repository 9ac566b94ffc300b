// Runs evalite, and records what it wrote when it ends: `node record.ts [evalite's arguments]` in place of `evalite run`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, openAsBlob } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sendFile } from "@evalboard/recorders";

const model = "acme/clerk-1"; // evalite does not say which model it asked

const folder = await mkdtemp(join(tmpdir(), "evalite-"));
try {
  const outputPath = join(folder, "evalite.json");
  const args = ["evalite", "run", "--outputPath", outputPath, ...process.argv.slice(2)];
  const evalite = spawn("npx", args, { stdio: "inherit" });
  const [code] = await once(evalite, "exit");
  process.exitCode = typeof code === "number" ? code : 1;
  // Without it evalite has ended before there were results.
  if (existsSync(outputPath)) {
    const blob = await openAsBlob(outputPath);
    await sendFile({ name: "evalite.json", blob }, { format: "evalite", model });
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
