import { BoardFilter, Period } from "@evalboard/contract";
import type { Operation } from "@evalboard/router";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { type Parameters, parametersOf } from "./parameters.ts";

/** The board's question as an address has it: the period, and each field of the filter by itself. */
export const BoardParameters = z.strictObject({ period: Period, ...BoardFilter.shape });

/** An input that is one word has a name in an address. */
const words = new Map([["stats.matrix", "period"]]);

/** What takes the board's question. */
const boards = new Set(["stats.get", "stats.latencyByModel"]);

/** Where the fields of an operation's input stand in a request. */
export interface RequestShape {
  readonly path: Parameters;
  readonly query: Parameters;
  /** The fields of the JSON body; undefined where the method has none. */
  readonly body: z.ZodObject | undefined;
}

/** Takes an operation's input apart. Throws where it has no fields. */
export function requestShapeOf({ name, method, path, input }: Operation): RequestShape {
  const fields = Object.entries(fieldsOf(name, input));
  const inPath = new Set([...path.matchAll(/\{(\w+)\}/g)].map(([, field]) => field));
  const isInPath = ([field]: readonly [string, unknown]) => inPath.has(field);
  const others = Object.fromEntries(fields.filter((field) => !isInPath(field)));
  const hasBody = method !== "GET" && method !== "DELETE";
  return {
    path: parametersOf({ shape: Object.fromEntries(fields.filter(isInPath)) }),
    query: parametersOf({ shape: hasBody ? {} : others }),
    body: hasBody ? z.strictObject(others) : undefined,
  };
}

function fieldsOf(name: string, input: unknown): z.ZodObject["shape"] {
  const word = words.get(name);
  if (input === undefined) return {};
  if (word !== undefined && input instanceof z.ZodType) return { [word]: input };
  if (boards.has(name)) return BoardParameters.shape;
  if (input instanceof z.ZodObject) return input.shape;
  if (input instanceof z.ZodOptional) return fieldsOf(name, input.unwrap());
  throw new Error(`the input of ${name} has no fields, and so no place in a request`);
}

/** The body as it came: its fields are read by the procedure. */
const Body = z.record(z.string(), z.unknown(), "must be a JSON object");

/** Reads what a procedure is asked out of a request. Throws `z.ZodError` that names the field and what would be right. */
export function readInput(operation: Operation, shape: RequestShape, request: FastifyRequest): unknown {
  const inPath = shape.path.parse(request.params);
  const inQuery = shape.query.parse(request.query);
  const body = shape.body ? bodyOf(request.body, inPath) : {};
  if (operation.input === undefined) return undefined;
  const input: Record<string, unknown> = { ...body, ...inQuery, ...inPath };
  if (boards.has(operation.name)) {
    const { period, ...where } = input;
    return { period, where };
  }
  const word = words.get(operation.name);
  return word === undefined ? input : input[word];
}

/** Throws where a field is said twice: nobody would know which one holds. */
function bodyOf(said: unknown, inPath: Readonly<Record<string, unknown>>): z.infer<typeof Body> {
  const body = Body.parse(said);
  const twice = Object.keys(body).filter((key) => Object.hasOwn(inPath, key));
  if (twice.length === 0) return body;
  const message = "must be left out: it stands in the address";
  throw new z.ZodError(twice.map((field) => ({ code: "custom", path: [field], message, input: said })));
}
