import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { tooLong } from "./request-shape.ts";

/** What Node says of a request that it could not read. */
interface ClientError extends Error {
  readonly code?: string;
  /** The bytes that it stood at, a `Buffer`. */
  readonly rawPacket?: unknown;
}

/** What Node reads of an address and headers beside the longest address that is allowed, bytes. */
const HEADERS_BYTES = 16_384;

const LINGER_MS = 1_000;

/** Most that an address and headers may be: an address that is a little too long is still read, and answered as all are. */
export const headBytes = (urlLength: number) => 2 * urlLength + HEADERS_BYTES;

/** Answers requests that never become any, in words. */
export function answerUnreadable(urlLength: number) {
  return (error: ClientError, socket: Socket): void => {
    if (error.code === "ECONNRESET" || socket.destroyed) return;
    const { statusCode, message } = refusalOf(error, urlLength);
    const status = STATUS_CODES[statusCode];
    const body = JSON.stringify({ error: status, message });
    const head = `HTTP/1.1 ${statusCode} ${status}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n`;
    if (!socket.writable) return void socket.destroy();
    socket.end(head + body);
    // What is still to come is read and dropped for a while: a connection that is cut at once takes the answer with it.
    socket.resume();
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  };
}

function refusalOf({ code, rawPacket }: ClientError, urlLength: number) {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT")
    return {
      statusCode: 408,
      message: "The request took too long to come in; send it again, or less at once",
    };
  if (code !== "HPE_HEADER_OVERFLOW") return { statusCode: 400, message: "This is no HTTP request" };
  const endOfLine = Buffer.isBuffer(rawPacket) ? rawPacket.indexOf("\r\n") : -1;
  if (endOfLine === -1 || endOfLine > urlLength) return tooLong(urlLength);
  return {
    statusCode: 431,
    message: `The headers are longer than ${HEADERS_BYTES} bytes; send fewer or shorter ones`,
  };
}
