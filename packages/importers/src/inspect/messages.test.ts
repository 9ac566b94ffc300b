import { expect, it } from "vitest";
import { fixture } from "../testing/fixture.ts";
import { parse, readWhole } from "../testing/parse.ts";

it("shows an agent's steps between the question and the answer, tools and what they gave back", async () => {
  const { runs } = await readWhole(fixture("inspect/agent.json"));
  const [first, second, third] = runs[0]?.results ?? [];
  expect(first).toMatchObject({ input: "The capital of Peru?", output: "Lima" });
  // No thoughts; what a tool gave back is cut.
  const found = "Lima. ".repeat(400).slice(0, 2_000);
  expect(first?.transcript).toBe(
    [
      'assistant: I look it up.\ncall search({"query":"capital of Peru","limit":3})',
      `tool search: ${found}\n[cut: 2408 characters]`,
      'assistant: call read({"page":"Lima"})\ncall think({})',
      "tool read: error: Command timed out",
    ].join("\n\n"),
  );
  // An answer without a text is what it called; the last message said something else.
  expect(second).toMatchObject({
    output: 'call search({"query":"Peru"})\ncall read({"page":1})',
    transcript: 'assistant: call search({"query":"Peru"})',
  });
  expect(third).toMatchObject({ output: "Lima", transcript: null });
});

it("takes no message of the question for a step, however many there are", async () => {
  const transcripts = async (input: unknown, messages: readonly unknown[]) => {
    const sample = { id: 1, epoch: 1, input, messages, output: { choices: [{ message: said("b") }] } };
    const { runs } = await parse({ status: "success", eval: { task: "t", model: "a/m" }, samples: [sample] });
    return runs[0]?.results[0]?.transcript;
  };
  const said = (content: string) => ({ role: "assistant", content });
  const asks = (content: string) => ({ role: "user", content });
  const shots = [asks("1"), said("a"), asks("2")];
  const system = { role: "system", content: "s" };
  expect(await transcripts(shots, [system, ...shots, said("b")])).toBeNull();
  expect(await transcripts("2", [asks("Think. 2"), said("b")])).toBeNull();
  expect(await transcripts("2", [asks("2"), said("a"), asks("Sure?"), said("b")])).toBe(
    "assistant: a\n\nuser: Sure?",
  );
  expect(await transcripts("2", [asks("2"), said("submitted")])).toBe("assistant: submitted");
  expect(await transcripts("2", [])).toBeNull();
});
