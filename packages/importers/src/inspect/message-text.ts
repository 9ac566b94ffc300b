import type { Message } from "./sample.ts";

/** A conversation for a person to read: a single message alone, of several each with its role. */
export function messagesText(messages: string | readonly Message[]): string {
  if (typeof messages === "string") return messages;
  const [only] = messages;
  if (only && messages.length === 1) return messageText(only);
  return messages.map((message) => `${message.role}: ${messageText(message)}`).join("\n\n");
}

/** What a message says; images and the like are told by their kind. */
export function messageText({ content }: Message): string {
  if (typeof content === "string") return content;
  return content
    .filter(({ type }) => type !== "reasoning")
    .map(({ type, text }) => (type === "text" ? (text ?? "") : `[${type}]`))
    .join("\n");
}
