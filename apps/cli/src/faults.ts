import { z } from "zod";
import { isOfFiles } from "./output.ts";

/** Why a command cannot do what it was asked to; the message is for who asked. */
export class CommandFault extends Error {
  override readonly name = "CommandFault";
}

/** The server refused one call; the message is its answer. Others may go well. */
class ServerRefused extends Error {
  override readonly name = "ServerRefused";
}

/** No EvalBoard server answers there, so no further call will do better. */
export class ServerUnreachable extends Error {
  override readonly name = "ServerUnreachable";
}

const Answer = z.object({ message: z.string(), data: z.object({ httpStatus: z.int() }) });
const Received = z.object({ meta: z.object({ response: z.instanceof(Response) }) });
const Caused = z.object({ cause: z.instanceof(Error) });

/** What went wrong in a command: its own fault, one of a file that it writes, or else the server's. */
export function faultOf(error: unknown, serverUrl: string): Error {
  return error instanceof CommandFault || isOfFiles(error) ? error : serverFault(error, serverUrl);
}

/** What a failed call of the typed client means to the person who imports. */
export function serverFault(error: unknown, serverUrl: string): ServerRefused | ServerUnreachable {
  const answer = Answer.safeParse(error).data;
  if (answer?.data.httpStatus === 409) return new ServerRefused(conflict(answer.message), { cause: error });
  if (answer) {
    return new ServerRefused(`the server answered ${answer.data.httpStatus}: ${answer.message}`, {
      cause: error,
    });
  }
  const root = rootCause(error);
  const message =
    root instanceof SyntaxError || Received.safeParse(error).success
      ? `what answers at ${serverUrl} is no EvalBoard server`
      : `cannot reach the server at ${serverUrl} (${root instanceof Error ? root.message : String(root)}); start it, then give the same command again`;
  return new ServerUnreachable(message, { cause: error });
}

/** Said of a file: a file's results never change, so it is another file with the same id, or under another name. */
function conflict(message: string): string {
  return `the server has this run already, with other facts (${message}). If this is a renamed copy of a file that was imported, nothing is missing: give it its old name, or say --dataset and --prompt as they were. If it is to take the run's place, say --replace; if it is another run, --as-new`;
}

/** The error below all the others: the ones above say no more than "fetch failed". */
function rootCause(error: unknown): unknown {
  const caused = Caused.safeParse(error).data;
  return caused ? rootCause(caused.cause) : error;
}

const Absent = z.object({ data: z.object({ httpStatus: z.literal(404) }) });

/** Whether an EvalBoard server says that there is no such thing. */
export function isAbsent(error: unknown): boolean {
  return Absent.safeParse(error).success;
}
