import { describe, expect, it } from "vitest";
import { MAX_TEXT_LENGTH } from "@evalboard/contract/words";
import { contentText } from "./content.ts";

const base64 = (bytes: number) => Buffer.alloc(bytes, 7).toString("base64");
const image = (bytes: number) => `data:image/png;base64,${base64(bytes)}`;

describe("content", () => {
  it.each<[string, unknown, string | null]>([
    ["a text as it is", " Paris\n", " Paris\n"],
    ["nothing", null, null],
    ["nothing at all", undefined, null],
    ["an object as JSON", { city: "Paris" }, '{\n  "city": "Paris"\n}'],
    [
      "a list of other things as JSON",
      ["a", { type: "place" }],
      '[\n  "a",\n  {\n    "type": "place"\n  }\n]',
    ],
    [
      "an object of a model's own with a type",
      { type: "text", text: "a" },
      '{\n  "type": "text",\n  "text": "a"\n}',
    ],
    ["a number", 4, "4"],
  ])("is %s", (_, value, text) => {
    expect(contentText(value)).toBe(text);
  });

  it.each<[string, unknown, string]>([
    ["a data URL", image(12_300), "[image, image/png, 12 kB]"],
    ["a data URL with parameters", "data:audio/wav;rate=8000;base64,AAAA", "[audio, audio/wav, 3 bytes]"],
    [
      "one of no media",
      `data:application/pdf;base64,${base64(2_500_000)}`,
      "[file, application/pdf, 2.5 MB]",
    ],
    ["one in Markdown", `![a cat](${image(5_000)}) done`, "![a cat]([image, image/png, 5 kB]) done"],
    [
      "one in an object",
      { image: image(12_000), n: 1 },
      '{\n  "image": "[image, image/png, 12 kB]",\n  "n": 1\n}',
    ],
    [
      "OpenAI's parts",
      [
        { type: "text", text: "See" },
        { type: "image_url", image_url: { url: image(12_000) } },
        { type: "image_url", image_url: { url: "https://example.com/a.png" } },
        { type: "input_audio", input_audio: { data: base64(900), format: "wav" } },
      ],
      "See\n[image, image/png, 12 kB]\n[image, https://example.com/a.png]\n[audio, wav, 900 bytes]",
    ],
    [
      "the parts of OpenAI's responses",
      [
        { type: "input_text", text: "See" },
        { type: "input_image", image_url: image(12_000) },
        { type: "input_file", file_data: `data:application/pdf;base64,${base64(2_000)}`, filename: "a.pdf" },
      ],
      "See\n[image, image/png, 12 kB]\n[file, application/pdf, 2 kB]",
    ],
    [
      "Anthropic's parts, without its thoughts",
      [
        { type: "thinking", thinking: "Hm" },
        { type: "image", source: { type: "base64", media_type: "image/jpeg", data: base64(12_000) } },
        { type: "text", text: "A cat" },
      ],
      "[image, image/jpeg, 12 kB]\nA cat",
    ],
    [
      "Gemini's part",
      { inlineData: { mimeType: "image/webp", data: base64(1_000) } },
      "[image, image/webp, 1 kB]",
    ],
    ["a file on somebody's machine", [{ type: "image", image: "/home/me/cat.png" }], "[image, cat.png]"],
    [
      "parts of which one is unknown",
      [
        { type: "text", text: "I look" },
        { type: "tool_use", name: "look" },
      ],
      'I look\n{\n  "type": "tool_use",\n  "name": "look"\n}',
    ],
  ])("shows %s as what it is", (_, value, text) => {
    expect(contentText(value)).toBe(text);
  });

  it("leaves a short data URL in a text that speaks of it", () => {
    const text = "Write `data:text/plain;base64,SGVsbG8=` there";
    expect(contentText(text)).toBe(text);
  });

  it("is cut where it is too long, files aside", () => {
    const long = contentText([{ type: "text", text: "x".repeat(MAX_TEXT_LENGTH + 1) }]);
    expect([long?.length, long?.slice(-5)]).toEqual([MAX_TEXT_LENGTH, "[cut]"]);
    expect(contentText(image(2 * MAX_TEXT_LENGTH))).toMatch(/^\[image, image\/png, [\d.]+ MB\]$/);
  });
});
