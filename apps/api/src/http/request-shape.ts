import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Limits } from "../limits.ts";
import type { Rule } from "./admission.ts";
import { refuse } from "./errors.ts";

/** Where tRPC answers. */
export const TRPC = "/trpc";

/** Of a tRPC request the calls in its address, of any other request one. */
export function callsOf({ url }: Pick<FastifyRequest, "url">): number {
  if (!url.startsWith(`${TRPC}/`)) return 1;
  const end = url.indexOf("?");
  // A comma may stand there as %2C too.
  return url.slice(0, end === -1 ? undefined : end).split(/,|%2C/i).length;
}

/** Refuses more calls in one request than a batch may have, before anything is made of them. */
export function batchesWithin(most: number): Rule {
  return (request) => {
    const calls = callsOf(request);
    if (calls <= most) return undefined;
    return { statusCode: 400, message: `batch: ${calls} calls in one request; send at most ${most}` };
  };
}

/** Refuses an address that is too long. */
export function addressesWithin(most: number): Rule {
  return ({ url }) => (url.length > most ? tooLong(most) : undefined);
}

/** What is told of an address of more than so many characters. */
export const tooLong = (most: number) => ({
  statusCode: 414,
  message: `The address is longer than ${most} characters; send what is asked in the body of a POST, or in parts`,
});

/** Refuses JSON that lies deeper than anything that is asked here: in a body, or in the question of a tRPC address. */
export function depthWithin(app: FastifyInstance, most: Limits["jsonDepth"]): void {
  app.addHook("preValidation", (request, reply, done) => {
    if (isDeeper(request.body, most) || isDeeper(inputOf(request.query), most))
      refuse(reply, {
        statusCode: 400,
        message: `The JSON is nested more than ${most} deep; nothing that can be said here is`,
      });
    else done();
  });
}

function inputOf(query: unknown): unknown {
  return typeof query === "object" && query !== null && "input" in query ? query.input : undefined;
}

/** Whether JSON has more than `most` lists and objects in one another: one that was read, or its text. */
function isDeeper(json: unknown, most: number): boolean {
  if (typeof json === "string") return isTextDeeper(json, most);
  if (typeof json !== "object" || json === null) return false;
  // Never deeper than the limit itself.
  return (
    most === 0 || Object.values(json).some((part) => typeof part !== "string" && isDeeper(part, most - 1))
  );
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
/** `[` and `{`, `]` and `}` differ by this bit alone. */
const [OPEN, CLOSE, ROUND] = [0x5b, 0x5d, 0x20];

function isTextDeeper(text: string, most: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if ((code & ~ROUND) === OPEN) {
      if (++depth > most) return true;
    } else if ((code & ~ROUND) === CLOSE) depth--;
  }
  return false;
}

/** Where the string that begins at `start` ends; the end of the text where it does not. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === BACKSLASH) before--;
  return (at - before) % 2 === 0;
}
