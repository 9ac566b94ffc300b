import { isRecord } from "../json.ts";
import { toText } from "../text.ts";
import type { Message, Sample, ToolCall } from "./log.ts";

/** What the user asks, without what all items are told before it. */
export function questionOf(messages: Sample["input"]): string {
  if (typeof messages === "string") return messages;
  const asked = messages.filter(({ role }) => role === "user");
  return messagesText(asked.slice(0, 1));
}

/** A conversation for a person to read: a single message alone, of several each with its role. */
export function messagesText(messages: string | readonly Message[]): string {
  if (typeof messages === "string") return messages;
  const [only] = messages;
  if (only && messages.length === 1) return contentText(only.content);
  return messages.map(({ role, content }) => `${role}: ${contentText(content)}`).join("\n\n");
}

/** What a model answered: its text, or where it has none the tools that it called. */
export function answerText({ content, tool_calls }: Message): string {
  return contentText(content) || (tool_calls ?? []).map(callText).join("\n");
}

/** What a message says; images and the like are told by their kind, and what a model thinks by itself is left out. */
function contentText(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  const parts: readonly unknown[] = content;
  return parts
    .flatMap((part) => {
      if (!isRecord(part) || typeof part.type !== "string" || part.type === "reasoning") return [];
      if (part.type !== "text") return [`[${part.type}]`];
      return [typeof part.text === "string" ? part.text : ""];
    })
    .join("\n");
}

/** `call search({"q":"x"})` */
function callText({ function: name, arguments: args }: ToolCall): string {
  return `call ${name}(${args === undefined || args === null ? "" : JSON.stringify(args)})`;
}

type Spoken = NonNullable<Sample["messages"]>[number];

/** Of what a tool gave back, in characters. */
const MAX_TOOL_TEXT = 2_000;

/** The messages between the question and the answer, such as an agent's steps, each with its role; null where there is none. */
export function transcriptOf({ input, messages, output }: Sample): string | null {
  const asked = typeof input === "string" ? 1 : input.filter(({ role }) => role !== "system").length;
  const steps = [...(messages ?? [])];
  for (let left = asked; steps.length > 0 && (left > 0 || steps[0]?.role === "system");) {
    if (steps.shift()?.role !== "system") left -= 1;
  }
  const answer = output?.choices?.[0]?.message;
  const last = steps.at(-1);
  if (answer && last?.role === "assistant" && stepText(last) === stepText(answer)) steps.pop();
  return steps.length === 0 ? null : toText(steps.map(saidText).join("\n\n"));
}

function saidText(message: Spoken): string {
  const { role } = message;
  const who = role === "tool" && message.function ? `${role} ${message.function}` : role;
  return `${who}: ${stepText(message)}`;
}

function stepText({ role, content, tool_calls, error }: Spoken): string {
  const text = contentText(content);
  const lines = [text, ...(tool_calls ?? []).map(callText), error ? `error: ${error.message}` : ""];
  const said = lines.filter((line) => line !== "").join("\n");
  return role === "tool" && said.length > MAX_TOOL_TEXT
    ? `${said.slice(0, MAX_TOOL_TEXT)}\n[cut: ${said.length} characters]`
    : said;
}
