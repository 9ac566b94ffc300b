import { describe, expect, it } from "vitest";
import brokenCalls from "../../fixtures/promptfoo/broken-calls.json" with { type: "json" };
import cached from "../../fixtures/promptfoo/cached.json" with { type: "json" };
import capitals from "../../fixtures/promptfoo/capitals.json" with { type: "json" };
import promptFiles from "../../fixtures/promptfoo/prompt-files.json" with { type: "json" };
import providerPaths from "../../fixtures/promptfoo/provider-paths.json" with { type: "json" };
import repeats from "../../fixtures/promptfoo/repeats.json" with { type: "json" };
import week1 from "../../fixtures/promptfoo/week-1.json" with { type: "json" };
import week2 from "../../fixtures/promptfoo/week-2.json" with { type: "json" };
import { surveyFile } from "../survey-file.ts";
import { fixture } from "../testing/fixture.ts";
import { parse, readWhole, textFile } from "../testing/parse.ts";
import { ResultsFile } from "./file.ts";
import { modelOf, promptNames, runTimes } from "./runs.ts";

describe("model of", () => {
  const model = (id: string, label?: string | null) => {
    const { provider, name } = modelOf({ id, label });
    return [provider, name];
  };

  describe("modelOf", () => {
    it.each([
      ["openai:gpt-4o", "openai", "gpt-4o"],
      ["openai:chat:gpt-4o", "openai", "gpt-4o"],
      ["openai:responses:gpt-4o", "openai", "gpt-4o"],
      ["anthropic:messages:claude-opus-4", "anthropic", "claude-opus-4"],
      ["openai:chat", "openai", "chat"],
      ["openai:chat:ft:gpt-4o:acme::9xyz", "openai", "ft:gpt-4o:acme::9xyz"],
      ["ollama:llama3:8b", "ollama", "llama3:8b"],
      ["bedrock:anthropic.claude-v2:0", "bedrock", "anthropic.claude-v2:0"],
      ["openrouter:meta-llama/llama-3.1-8b", "openrouter", "meta-llama/llama-3.1-8b"],
      ["custom:bad:model-x", "custom", "bad:model-x"],
      ["echo", "echo", "echo"],
      ["openai:", "openai", "openai"],
      ["", "unknown", "unknown"],
    ])("reads %s", (id, provider, name) => {
      expect(model(id)).toEqual([provider, name]);
    });

    it.each([
      ["file:///home/me/evals/bad.mjs", "file", "bad.mjs"],
      ["file://C:\\Users\\me\\bad.mjs", "file", "bad.mjs"],
      ["file:///home/my user/bad.py:call", "file", "bad.py:call"],
      ["/home/me/bad.mjs", "file", "bad.mjs"],
      ["./bots/bad.mjs", "file", "bad.mjs"],
      ["C:\\Users\\me\\bad.mjs", "file", "bad.mjs"],
      ["python:/home/my user/chain.py", "python", "chain.py"],
      ["exec:python /home/me/chain.py --fast", "exec", "python chain.py --fast"],
    ])("shows no folder of %s", (id, provider, name) => {
      expect(model(id)).toEqual([provider, name]);
    });

    it("shows no key or password of an address", () => {
      expect(model("https://me:secret@api.example.com/v1/chat?key=secret#x")).toEqual([
        "https",
        "api.example.com/v1/chat",
      ]);
    });

    it("takes a label for the name, an empty one for none", () => {
      expect(model("openai:gpt-4o", "gpt-4o at 0.2")).toEqual(["openai", "gpt-4o at 0.2"]);
      expect(model("openai:gpt-4o", "")).toEqual(["openai", "gpt-4o"]);
      expect(model("openai:gpt-4o", null)).toEqual(["openai", "gpt-4o"]);
    });
  });
});

describe("prompt names", () => {
  const names = (...prompts: { raw: string; label?: string }[]) => [...promptNames(prompts, "capitals")];

  describe("promptNames", () => {
    it("gives a text that is alone the plain name, whatever its label", () => {
      expect(names({ raw: "A", label: "v7" })).toEqual([["A", "capitals"]]);
    });

    it("sees one prompt in one text of several providers", () => {
      expect(names({ raw: "A" }, { raw: "A" })).toEqual([["A", "capitals"]]);
    });

    it("tells several texts apart by their labels", () => {
      expect(names({ raw: "A", label: "plain" }, { raw: "B", label: "terse" })).toEqual([
        ["A", "capitals / plain"],
        ["B", "capitals / terse"],
      ]);
    });

    it("goes by place where labels are the texts, and the first keeps its history", () => {
      expect(names({ raw: "A", label: "A" }, { raw: "B", label: "B" })).toEqual([
        ["A", "capitals"],
        ["B", "capitals #2"],
      ]);
    });

    it("goes by place where two texts have one label", () => {
      expect(names({ raw: "A", label: "x" }, { raw: "B", label: "x" }, { raw: "C", label: "y" })).toEqual([
        ["A", "capitals"],
        ["B", "capitals #2"],
        ["C", "capitals / y"],
      ]);
    });

    it.each([
      ["prompts/a.txt: Name it: now", "Name it: now", "capitals / a.txt"],
      ["/home/me/a.md: Name it...", "Name it: now", "capitals / a.md"],
      ["prompts/make.mjs:sing", "function sing() {}", "capitals / make.mjs:sing"],
      ["v1/short", "Name it", "capitals / v1/short"],
    ])("takes of the label %j what the text does not say", (label, raw, name) => {
      expect(names({ raw: "other" }, { raw, label })[1]).toEqual([raw, name]);
    });
  });
});

describe("run times", () => {
  interface Given {
    createdAt?: string;
    timestamp?: string;
    durationMs?: number;
    exportedAt?: string;
  }

  function times({ createdAt, timestamp = "2026-01-31T09:00:00.000Z", durationMs, exportedAt }: Given) {
    const { results } = ResultsFile.parse(cached);
    const metadata = { evaluationCreatedAt: createdAt, exportedAt };
    return Object.values(runTimes({ metadata, results: { ...results, timestamp, stats: { durationMs } } }));
  }

  describe("runTimes", () => {
    it("ends the run after its measured duration, however late the file was exported", () => {
      expect(times({ durationMs: 1_500, exportedAt: "2026-03-01T00:00:00Z" })).toEqual([
        "2026-01-31T09:00:00.000Z",
        "2026-01-31T09:00:01.500Z",
      ]);
    });

    it("begins when the evaluation was created, in whatever zone that is written", () => {
      expect(times({ createdAt: "2026-01-31T09:00:00+01:00", durationMs: 0 })).toEqual([
        "2026-01-31T08:00:00.000Z",
        "2026-01-31T08:00:00.000Z",
      ]);
    });

    it("ends the run with the export where no duration was measured, or a longer one than there was time for", () => {
      const exportedAt = "2026-01-31T09:01:00.000Z";
      expect(times({ exportedAt })[1]).toBe(exportedAt);
      expect(times({ exportedAt, durationMs: 3_600_000 })[1]).toBe(exportedAt);
    });

    it("never ends a run before its start", () => {
      expect(times({ exportedAt: "2026-01-30T00:00:00Z" })[1]).toBe("2026-01-31T09:00:00.000Z");
      expect(times({})[1]).toBe("2026-01-31T09:00:00.000Z");
    });
  });
});

describe("runs of", () => {
  describe("a promptfoo file's runs", () => {
    it("are one for each provider and prompt", async () => {
      const runs = (await parse(capitals)).runs.map(({ start, results }) => [
        start.model.name,
        start.prompt.name,
        start.prompt.text,
        results.length,
      ]);
      expect(runs).toEqual([
        ["clerk-1", "capitals / plain", "What is the capital of {{country}}?", 4],
        ["clerk-1", "capitals / terse", "Only the name: the capital of {{country}}?", 4],
        ["clerk-small", "capitals / plain", "What is the capital of {{country}}?", 4],
        ["clerk-small", "capitals / terse", "Only the name: the capital of {{country}}?", 4],
      ]);
    });

    it("know their tool, dataset and times", async () => {
      const [run] = (await parse(capitals)).runs;
      expect(run?.start).toMatchObject({
        source: "promptfoo 0.123.1",
        dataset: { name: "capitals" },
        startedAt: "2026-11-23T14:45:13.712Z",
      });
      expect(run?.end).toEqual({ status: "completed", at: "2026-11-23T14:45:13.885Z" });
    });

    it("have ids of their own that the next import gives again", async () => {
      const ids = (await parse(capitals)).runs.map(({ start }) => start.externalId);
      expect(new Set(ids).size).toBe(4);
      expect(ids[0]).toMatch(/^promptfoo:eval-KAd-2026-11-23T14:45:13:0:[\da-f]{8}$/);
      expect((await parse(capitals, {}, "copy.json")).runs.map(({ start }) => start.externalId)).toEqual(ids);
    });

    it("have ids from the file itself where it has none", async () => {
      const ids = async (content: object) => (await parse(content)).runs.map(({ start }) => start.externalId);
      const unnamed = { ...repeats, evalId: null };
      expect(await ids(unnamed)).toEqual(await ids(structuredClone(unnamed)));
      expect(await ids(unnamed)).not.toEqual(await ids({ ...unnamed, shareableUrl: "x" }));
    });

    it("are the same in whatever order the rows were completed", async () => {
      const turned = structuredClone(repeats);
      turned.results.results.reverse();
      const [there, back] = [await parse(turned), await parse(repeats)];
      expect(there.runs.map(({ start }) => start)).toEqual(back.runs.map(({ start }) => start));
      for (const [index, { results }] of back.runs.entries()) {
        expect(new Set(there.runs[index]?.results)).toEqual(new Set(results));
      }
    });

    it("number the repeats of an item", async () => {
      const [echo] = (await parse(repeats)).runs;
      const asked = echo?.results.map(({ input, repeat }) => [input, repeat]);
      expect(asked).toEqual([
        ["hello", 1],
        ["bye", 1],
        ["hello", 2],
        ["bye", 2],
      ]);
      expect(new Set(echo?.results.map(({ itemKey }) => itemKey)).size).toBe(2);
    });

    it("pair their items with next week's, whose prompt is another text of the same name", async () => {
      const [first, second] = [(await parse(week1)).runs[0], (await parse(week2)).runs[0]];
      expect(first?.start.prompt).toEqual({
        name: "support answers",
        text: "Which is the capital of {{country}}?",
      });
      expect(second?.start.prompt).toEqual({
        name: "support answers",
        text: "Only the name: the capital of {{country}}?",
      });
      expect(second?.start.externalId).not.toBe(first?.start.externalId);
      expect(second?.results.map(({ itemKey }) => itemKey)).toEqual(
        first?.results.map(({ itemKey }) => itemKey),
      );
      expect(first?.results.map(({ score }) => score)).toEqual([0, 0, 0]);
      expect(second?.results.map(({ score }) => score)).toEqual([1, 1, 1]);
    });

    it("warn where two look alike", async () => {
      const alike = structuredClone(providerPaths);
      for (const row of alike.results.results) row.provider.label = "";
      const unjudged = "answers that no assertion judged are not scored: 2";
      expect((await parse(providerPaths)).warnings).toEqual([unjudged]);
      expect((await parse(alike)).warnings).toEqual([
        '2 runs of file/anonymous.mjs with the prompt "results" look alike: give their providers labels to tell them apart',
        unjudged,
      ]);
    });
  });

  describe("a promptfoo file's order", () => {
    it("is that of its runs' own times, whichever file goes in first", async () => {
      const read = async (name: string) =>
        (await readWhole(fixture(`promptfoo/wording-${name}.json`))).runs[0];
      const [later, earlier] = [await read("new"), await read("old")];
      expect([earlier?.start.startedAt, later?.start.startedAt]).toEqual([
        "2026-11-01T10:00:00.000Z",
        "2026-11-20T10:00:00.000Z",
      ]);
      expect(earlier?.end.at).toBe("2026-11-01T10:00:02.000Z");
      expect([earlier?.start.prompt, later?.start.prompt]).toEqual([
        { name: "wordings", text: "First wording {{question}}" },
        { name: "wordings", text: "Second wording {{question}}" },
      ]);
    });
  });

  describe("a promptfoo file's tags", () => {
    it("are the suite's, its metadata, what all tests say alike, and the provider's settings", async () => {
      const { runs } = await readWhole(fixture("promptfoo/named-scores.json"));
      expect(runs[0]?.start.tags).toEqual({
        branch: "main",
        build: "7",
        notes: expect.stringMatching(/^y+… [\da-f]{8}$/),
        team: "search",
        temperature: "0.2",
        maxTokens: "64",
      });
    });

    it("have the settings of the one provider of that name and label", async () => {
      const withProviders = async (providers: unknown) => {
        const file = structuredClone(capitals);
        Object.assign(file.config, { providers });
        return (await parse(file)).runs.map(({ start }) => start.tags?.temperature);
      };
      const id = "clerk:chat:clerk-1";
      const warm = { id: "file://clerk.mjs", label: "clerk-small", config: { temperature: 0.7 } };
      expect(await withProviders([id, warm])).toEqual([undefined, undefined, "0.7", "0.7"]);
      expect(await withProviders([{ [id]: { config: { temperature: 0 } } }, warm])).toEqual([
        "0",
        "0",
        "0.7",
        "0.7",
      ]);
      expect(await withProviders([warm, { ...warm, config: { temperature: 1 } }])).toEqual(
        Array(4).fill(undefined),
      );
      expect(await withProviders("a program's own")).toEqual(Array(4).fill(undefined));
    });

    it("are those of the tests alone in JSONL", async () => {
      const lines = JSON.parse(await fixture("promptfoo/own-verdicts.json").blob.text()).results.results;
      const text = lines.map((line: unknown) => JSON.stringify(line)).join("\n");
      const { runs } = await readWhole(textFile(text, "own.jsonl"));
      expect(runs[0]?.start.tags).toEqual({ team: "search" });
      expect(runs[0]?.results.map(({ passed }) => passed)).toEqual([true, false, true]);
    });
  });

  describe("a promptfoo file's names", () => {
    it("are the option's for the model too, of a file that asked one", async () => {
      const model = "openai/gpt-4o";
      const [run] = (await parse(week1, { model })).runs;
      expect(run?.start.model).toEqual({ provider: "openai", name: "gpt-4o" });
      const several = await parse(capitals, { model });
      expect(several.runs.map(({ start }) => start.model.name)).not.toContain("gpt-4o");
      expect(several.warnings).toContain(
        "--model is not taken for a file that asked several models: they are told apart as the file does",
      );
    });

    it("are the option's first", async () => {
      const [run] = (await parse(week1, { dataset: "europe", prompt: "asking" })).runs;
      expect(run?.start).toMatchObject({ dataset: { name: "europe" }, prompt: { name: "asking" } });
      expect((await parse(week1, { dataset: "europe" })).runs[0]?.start.prompt.name).toBe("europe");
    });

    it("are the file's where the suite has no description", async () => {
      const [run] = (await parse(repeats, {}, "/home/me/evals/greetings.results.json")).runs;
      expect(run?.start).toMatchObject({ dataset: { name: "greetings" }, prompt: { name: "greetings" } });
    });

    it("are the folder's where the file's says nothing either, as a guess", async () => {
      const named = async (path: string, options = {}) => {
        const { blob } = fixture("promptfoo/unnamed/sql/results.json");
        const { runs } = await surveyFile({ name: path, blob }, options);
        return runs.map(({ start, datasetGuessed }) => [
          start.dataset.name,
          start.prompt.name,
          datasetGuessed,
        ]);
      };
      const path = "packages/importers/fixtures/promptfoo/unnamed/sql/results.json";
      expect(await named(path)).toEqual([["sql", "sql", true]]);
      expect(await named("results.json")).toEqual([["results", "results", true]]);
      expect(await named(path, { dataset: "queries" })).toEqual([["queries", "queries", undefined]]);
      const other = await surveyFile(fixture("promptfoo/unnamed/translate/results.json"));
      expect(other.runs[0]?.start.dataset.name).toBe("translate");
      const lines = { ...fixture("promptfoo/written-0.120.jsonl"), name: "suites/sql/results.jsonl" };
      expect((await surveyFile(lines)).runs[0]).toMatchObject({
        start: { dataset: { name: "sql" } },
        datasetGuessed: true,
      });
    });

    it("are no guess where the suite has a description", async () => {
      const [run] = (await surveyFile(fixture("promptfoo/week-1.json"))).runs;
      expect(run).not.toHaveProperty("datasetGuessed");
    });

    it("tell prompts of one file apart", async () => {
      expect((await parse(promptFiles)).runs.map(({ start }) => start.prompt.name)).toEqual([
        "prompts from files",
        "prompts from files #2",
        "prompts from files / whisper.txt",
        "prompts from files / chat.json",
        "prompts from files / make.mjs:sing",
        "prompts from files #6",
      ]);
    });

    it("hold no folder of the machine that ran the suite", async () => {
      for (const content of [providerPaths, brokenCalls]) {
        expect(JSON.stringify(content)).toContain("/home/me");
        expect(JSON.stringify(await parse(content))).not.toContain("/home/me");
      }
    });
  });
});
