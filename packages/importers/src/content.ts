import { isRecord } from "./json.ts";
import { fileName } from "./names.ts";
import { toText } from "./text.ts";

/**
 * What a model was asked or answered as text that a person can read: a text as it is; a list of content parts (or one
 * of them) as their texts, a line each; anything else as JSON; nothing as null. A file that stands in it as base64 is
 * told by its kind and size, `[image, image/png, 12 kB]`, and one that is elsewhere by its address.
 * What is longer than the contract takes is cut and says so.
 */
export function contentText(value: unknown): string | null {
  return toText(isParts(value) ? partsText(value) : withoutFiles(value));
}

type Part = Readonly<Record<string, unknown>>;

/** Parts as OpenAI (chat and responses), Anthropic, Gemini and Inspect have them, by their type. */
const FILE_KINDS: ReadonlyMap<string, string> = new Map([
  ["image", "image"],
  ["image_url", "image"],
  ["input_image", "image"],
  ["output_image", "image"],
  ["audio", "audio"],
  ["input_audio", "audio"],
  ["output_audio", "audio"],
  ["video", "video"],
  ["video_url", "video"],
  ["input_video", "video"],
  ["file", "file"],
  ["input_file", "file"],
  ["document", "document"],
]);
const TEXTS = new Set(["text", "input_text", "output_text", "refusal"]);
/** What a model thinks by itself is not its answer. */
const THOUGHTS = new Set(["reasoning", "thinking", "redacted_thinking"]);

function isPart(value: unknown): value is Part {
  if (!isRecord(value)) return false;
  const { type } = value;
  if (typeof type !== "string") return isRecord(value.inlineData) || isRecord(value.inline_data);
  if (TEXTS.has(type)) return typeof (value.text ?? value.refusal) === "string";
  return FILE_KINDS.has(type) && fileIn(value, type) !== null;
}

/** What a part says that it is; empty where that is no word. */
const kindOf = ({ type }: { readonly type?: unknown }) => (typeof type === "string" ? type : "");
const isThought = (value: unknown) => isRecord(value) && THOUGHTS.has(kindOf(value));

/** A list with a part in it, or a part that holds a file: `{ type: "text", text }` alone may be a model's own JSON. */
function isParts(value: unknown): value is Part | readonly unknown[] {
  if (Array.isArray(value)) return value.some(isPart);
  return isPart(value) && !TEXTS.has(kindOf(value));
}

function partsText(value: Part | readonly unknown[]): string {
  if (!Array.isArray(value)) return partText(value);
  return value
    .filter((part) => !isThought(part))
    .map(partText)
    .join("\n");
}

function partText(part: unknown): string {
  if (!isPart(part)) return toText(withoutFiles(part)) ?? "";
  const { type } = part;
  if (typeof type === "string" && TEXTS.has(type)) return String(withoutFiles(part.text ?? part.refusal));
  return fileText(fileIn(part, kindOf(part)), FILE_KINDS.get(kindOf(part)));
}

/** A file in a part: its bytes as base64, or where it is. */
interface PartFile {
  readonly mime?: string | undefined;
  readonly base64?: string;
  readonly address?: string;
}

function fileIn(part: Part, type: string): PartFile | null {
  const held =
    part.inlineData ?? part.inline_data ?? part.source ?? part[type] ?? part.file ?? part.image_url;
  const about = isRecord(held) ? held : part;
  const mime = [about.media_type, about.mimeType, about.mime_type, about.format].find(isText);
  const told = mime === undefined ? {} : { mime };
  const given = [held, about.data, about.url, about.file_data, about.uri, about.file_id, about.filename];
  const text = given.find(isText);
  if (text === undefined) return null;
  if (text === about.data || text === about.file_data) return { ...told, base64: text };
  return { ...told, address: text };
}

const isText = (value: unknown): value is string => typeof value === "string";

const DATA_URL =
  /data:([\w.+-]{1,100}\/[\w.+-]{1,100})?((?:;[\w.+-]{1,50}=[^;,\s"]{0,200}){0,8});base64,([\w+/=-]*)/;

function fileText(file: PartFile | null, kind: string | undefined): string {
  const { mime, base64, address = "" } = file ?? {};
  const url = DATA_URL.exec(base64 ?? address);
  if (url) return described(url[1] ?? mime, url[3] ?? "", kind);
  if (base64 !== undefined) return described(mime, base64, kind);
  const isPath = /^(?:[~.]{0,2}[\\/]|[a-z]:[\\/]|file:)/i.test(address);
  return `[${[kind ?? "file", mime, isPath ? fileName(address) : address].filter(Boolean).join(", ")}]`;
}

function described(mime: string | undefined, base64: string, kind: string | undefined): string {
  const media = /^(?:image|audio|video)(?=\/)/.exec(mime ?? "")?.[0];
  const bytes = Math.floor((base64.replace(/(?<!=)=+$/, "").length * 3) / 4);
  return `[${[media ?? kind ?? "file", mime, sizeText(bytes)].filter(Boolean).join(", ")}]`;
}

function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  return bytes < 999_500 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** From this many characters of base64 on nobody reads a data URL that stands in a text. */
const LONG = 256;

/** The value with each file in its texts told by its kind and size. */
function withoutFiles(value: unknown): unknown {
  if (typeof value === "string") return withoutDataUrls(value);
  if (Array.isArray(value)) return value.map(withoutFiles);
  if (!isRecord(value)) return value;
  if (isParts(value)) return partsText(value);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutFiles(member)]));
}

function withoutDataUrls(text: string): string {
  if (!text.includes(";base64,")) return text;
  const isFile = new RegExp(`^\\s*${DATA_URL.source}\\s*$`).test(text);
  return text.replace(new RegExp(DATA_URL, "g"), (url, mime?: string, _?: string, base64 = "") =>
    isFile || base64.length >= LONG ? described(mime, base64, undefined) : url,
  );
}
