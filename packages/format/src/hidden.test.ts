import { describe, expect, it } from "vitest";
import { showHidden } from "./hidden.ts";

describe("a text that people read", () => {
  it.each([
    ["an override that turns the rest around", "gpt\u202Eexe.4", "gpt⟨U+202E⟩exe.4"],
    ["an isolate that is never closed", "\u2066gpt", "⟨U+2066⟩gpt"],
    ["marks of direction", "a\u200Eb\u200Fc\u061Cd", "a⟨U+200E⟩b⟨U+200F⟩c⟨U+061C⟩d"],
    ["a space of no width", "gpt\u200B-4", "gpt⟨U+200B⟩-4"],
    ["a joiner in Latin", "gpt\u200D-4 and g\u200Cpt", "gpt⟨U+200D⟩-4 and g⟨U+200C⟩pt"],
    ["a byte order mark", "\uFEFFgpt", "⟨U+FEFF⟩gpt"],
    ["a soft hyphen", "gp\u00ADt", "gp⟨U+00AD⟩t"],
    ["a filler that is a letter", "gpt\u3164", "gpt⟨U+3164⟩"],
    ["blank Braille", "gpt\u2800", "gpt⟨U+2800⟩"],
    ["words in tags", "hi\u{E0068}\u{E0069}", "hi⟨U+E0068⟩⟨U+E0069⟩"],
    ["a selector after a letter", "a\uFE0F", "a⟨U+FE0F⟩"],
    ["an escape sequence", "\u001B[31mred\u009B0m", "⟨U+001B⟩[31mred⟨U+009B⟩0m"],
    ["a separator of lines", "a\u2028b", "a⟨U+2028⟩b"],
  ])("shows %s", (_name, text, shown) => {
    expect(showHidden(text)).toBe(shown);
  });

  it.each([
    ["plain words", "openai/gpt-4o, 100 %"],
    ["lines and tabs", "a\tb\r\nc"],
    ["a family of emoji", "👩‍👩‍👧‍👦 and ❤️ and 👍🏽 and 1️⃣"],
    ["the flag of a part of a country", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"],
    ["Persian with its joiner", "می‌خواهم"],
    ["a conjunct of Devanagari", "क्‍ष"],
    ["Hebrew and Arabic", "שלום مرحبا"],
    ["accents that are not composed", "e\u0301"],
  ])("leaves %s", (_name, text) => {
    expect(showHidden(text)).toBe(text);
  });

  it("says the same of what it has said", () => {
    const shown = showHidden("a\u202Eb");
    expect(showHidden(shown)).toBe(shown);
  });
});
