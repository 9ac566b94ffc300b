import { openAsBlob } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { surveyFile } from "@evalboard/importers";
import { expect, it } from "vitest";
import { CapturedOutput } from "../testing/captured-output.ts";
import { promptfooFile } from "../testing/promptfoo-file.ts";
import { HeardBlob } from "./heard-blob.ts";
import { showProgress } from "./progress.ts";

const { runs } = await surveyFile(promptfooFile("a.json", { providers: ["openai:gpt-4o", "echo"] }));

/** Lines where nobody watches, and a clock that is set. */
function progressing() {
  const output = new CapturedOutput();
  const clock = { ms: 0 };
  return { output, clock, progress: showProgress(output, false, () => clock.ms) };
}

it("says at once that the first file is sent, and of a long one how far it is every five seconds", () => {
  const { output, clock, progress } = progressing();
  progress.fileOpened("a.json", 200e6);
  progress.bytesRead(1e6);
  clock.ms = 5_000;
  progress.bytesRead(99e6);
  clock.ms = 9_999;
  progress.bytesRead(50e6);
  progress.fileRead("a.json", runs);
  progress.resultsSent(1);
  clock.ms = 15_000;
  progress.resultsSent(1);
  expect(output.err.split("\n")).toEqual([
    "a.json: read 50% of 200 MB",
    "a.json: sending 2 runs",
    "a.json: sent 2 of 2 results",
    "",
  ]);
});

it("writes one line in five seconds of however many files, and moves no cursor", () => {
  const { output, clock, progress } = progressing();
  for (let file = 0; file < 1_000; file++) {
    clock.ms += 10;
    progress.fileOpened(`${file}.json`, 1);
    progress.bytesRead(1);
    progress.fileRead(`${file}.json`, runs);
    progress.resultsSent(2);
    progress.fileDone();
  }
  expect(output.err.split("\n")).toHaveLength(3);
  for (const mover of ["\r", "\u001B"]) expect(output.err).not.toContain(mover);
});

it("hears every byte of a file that is read, until it is muted, and reads the same", async () => {
  const folder = await mkdtemp(join(tmpdir(), "evalboard-heard-"));
  const path = join(folder, "a.txt");
  await writeFile(path, "x".repeat(300_000));
  let heard = 0;
  const blob = new HeardBlob(await openAsBlob(path), (bytes) => (heard += bytes));
  const read = await new Response(blob.stream()).text();
  expect([read.length, heard, blob.size]).toEqual([300_000, 300_000, 300_000]);
  blob.mute();
  for await (const _ of blob.stream());
  expect(heard).toBe(300_000);
  await rm(folder, { recursive: true });
});
