import { evaluate, record } from "@evalboard/recorders/vitest";
import { describe, expect, test } from "vitest";

const model = "acme/clerk-1";

describe("outcomes", () => {
  test("passes", ({ task }) => record(task, { model, output: { city: "Paris" } }));

  test("scored and not passed", ({ task }) => {
    record(task, { model, output: "Lyon", score: 0.3 });
    expect.soft("Lyon").toBe("Paris");
  });

  test("an assertion of the answer", async ({ task }) => {
    const answer = await evaluate(task, { model }, () => "not JSON");
    expect(JSON.parse(answer)).toBe("Paris");
  });

  test("an assertion and no answer", ({ task }) => {
    record(task, { model });
    expect("Lyon").toBe("Paris");
  });

  test("the call throws", async ({ task }) => {
    await evaluate(task, { model }, () => Promise.reject(new Error("429")));
  });

  test("the call throws outside of evaluate", ({ task }) => {
    record(task, { model });
    throw new TypeError("fetch failed");
  });

  test("the call never answers", async ({ task }) => {
    await evaluate(task, { model }, () => new Promise(() => {}));
  });

  test("the judge breaks", ({ task }) => {
    record(task, { model, output: "Paris", score: null });
    throw new Error("the judge is away");
  });

  test("the call is to throw, and does", async ({ task }) => {
    await expect(evaluate(task, { model }, () => Promise.reject(new Error("refused")))).rejects.toThrow(
      "refused",
    );
  });

  test("passes at the second try", { retry: 1 }, ({ task }) => {
    if (task.result?.retryCount === 0) {
      record(task, { model, output: "Lyon", score: 0.1, reason: "the first" });
      throw new Error("once more");
    }
    record(task, { model, output: "Paris" });
  });

  test("annotated", async ({ task, annotate }) => {
    record(task, { model, output: "Paris" });
    await annotate("0.75", "score");
    await annotate("12", "metric:words");
  });

  test("off the scale", ({ task }) => record(task, { model, output: "Paris", score: 7 }));

  test.skip("left out", ({ task }) => record(task, { model, output: "Paris" }));
});

describe("repeated", () => {
  for (const output of ["Paris", "Lyon", "Paris"])
    test("France", ({ task }) => {
      record(task, { model, item: "france", output });
      expect(output).toBe("Paris");
    });

  test("France, hotter", ({ task }) => record(task, { model, item: "france", tags: { temperature: "1" } }));
  test("no model", ({ task }) => record(task, { output: "Paris" }));
});
