import * as contract from "@evalboard/contract";
import { listOperations, type Operation } from "@evalboard/router";
import { z } from "zod";
import {
  createDocument,
  type ZodOpenApiOverrideContext,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathItemObject,
  type ZodOpenApiResponseObject,
} from "zod-openapi";
import product from "../../../package.json" with { type: "json" };
import { parameterDescriptions, tagDescriptions } from "./descriptions.ts";
import { type Example, examples } from "./examples.ts";
import { requestShapeOf } from "./inputs.ts";
import type { Parameters } from "./parameters.ts";

export type OpenApiDocument = ReturnType<typeof createDocument>;

/** Every procedure as OpenAPI 3.1. Takes some tenths of a second: made when it is first asked for. */
export function describeApi(): OpenApiDocument {
  const paths: Record<string, ZodOpenApiPathItemObject> = {};
  for (const operation of listOperations()) {
    const path = `/api${operation.path}`;
    const described = describeOperation(operation);
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: described };
  }
  const document = createDocument(
    {
      openapi: "3.1.0",
      info: {
        title: "EvalBoard",
        version: product.version,
        summary: "The board over all your LLM evaluation runs.",
        description:
          "Everything that the board shows and takes. Instants are ISO 8601 in UTC, scores and shares are from 0 to 1, latency is in ms, cost in US dollars; unknown is null, never 0. Every answer has its id in `x-request-id`, under which the server's log has it.",
        license: { name: "MIT", identifier: "MIT" },
      },
      servers: [{ url: "/", description: "This server" }],
      tags: Object.entries(tagDescriptions).map(([name, description]) => ({ name, description })),
      paths,
      components: { schemas: contractSchemas(), responses: faults },
    },
    // What is only taken stands among the schemas as an answer too, until what nobody uses is left out.
    { allowEmptySchema: { pipe: true, transform: true }, override: simplify },
  );
  return withoutUnused(document);
}

/** What the contract names keeps its name. */
function contractSchemas(): Record<string, z.ZodType> {
  const named: Record<string, z.ZodType> = { Fault };
  for (const [name, value] of Object.entries(contract)) if (value instanceof z.ZodType) named[name] = value;
  return named;
}

/** A format says it all, and an answer may have more fields in a later version. */
function simplify({ jsonSchema, io }: ZodOpenApiOverrideContext): void {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (io === "output" && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
}

/** What every error says. */
const Fault = z.object({
  error: z.string().meta({ description: "The status in words.", examples: ["Bad Request"] }),
  message: z.string().meta({
    description: "What is wrong, the field named, and what would be right.",
    examples: ["results[3].score: Too big: expected number to be <=1"],
  }),
  requestId: z.string().meta({
    description: "Under which the server's log has it.",
    examples: ["019ab000-0000-7000-8000-000000000001"],
  }),
});

const fault = (description: string): ZodOpenApiResponseObject => ({
  description,
  content: { "application/json": { schema: Fault } },
});

const retryAfter = z.object({
  "retry-after": z.string().meta({ description: "When to try again, seconds from now.", examples: ["5"] }),
});

const faults = {
  BadRequest: fault(
    "What was sent is not what is taken; the message names the field and what would be right.",
  ),
  NotFound: fault("Nothing of this id is here."),
  Conflict: fault("It cannot be done as things stand, such as adding to a run that has ended."),
  TooLarge: fault(
    "The body is larger than the server takes: 1 MiB, or 8 MiB of results, where nothing else is set.",
  ),
  NotJson: fault("The content type is not `application/json`."),
  Internal: fault("A fault of the server; its log has the detail under the request's id."),
  TooMany: { ...fault("More calls in a minute than one caller may make."), headers: retryAfter },
  Unavailable: {
    ...fault("The database cannot be reached now, or the server has too much to do."),
    headers: retryAfter,
  },
};

const refer = (name: keyof typeof faults) => ({ $ref: `#/components/responses/${name}` });

function describeOperation(operation: Operation): ZodOpenApiOperationObject {
  const { name, summary, description, output, type } = operation;
  const { path, query, body } = requestShapeOf(operation);
  const example = examples[name] ?? {};
  const [tag = name] = name.split(".");
  const board = name === "stats.get" ? boardHeaders : undefined;
  return {
    operationId: name,
    summary,
    description: description ?? `${summary}.`,
    tags: [tag],
    parameters: [...parametersIn("path", path, example), ...parametersIn("query", query, example)],
    ...(body && {
      requestBody: {
        required: true,
        content: {
          "application/json": { schema: namedAs(operation, body), ...exampleOf(example.request) },
        },
      },
    }),
    responses: {
      200: {
        description: type === "query" ? "What was asked for." : "What was done.",
        ...(board && { headers: board }),
        content: { "application/json": { schema: output, ...exampleOf(example.answer) } },
      },
      ...(board && {
        304: { description: "The asker's copy, by `If-None-Match`, is the one.", headers: board },
      }),
      400: refer("BadRequest"),
      404: refer("NotFound"),
      409: refer("Conflict"),
      ...(body && { 413: refer("TooLarge"), 415: refer("NotJson") }),
      429: refer("TooMany"),
      500: refer("Internal"),
      503: refer("Unavailable"),
    },
  };
}

const boardHeaders = z.object({
  etag: z.string().meta({ description: "Weak; of the report, not of its bytes." }),
  "cache-control": z
    .string()
    .meta({ description: "How long the answer may be kept, what is left of its minute." }),
});

/** A body that is the whole input is shown by the input's name. */
function namedAs({ input }: Operation, body: z.ZodObject): z.ZodType {
  const isWhole = input instanceof z.ZodObject && Object.keys(input.shape).every((key) => key in body.shape);
  return isWhole ? input : body;
}

const exampleOf = (value: unknown) => (value === undefined ? {} : { example: value });

function parametersIn(location: "path" | "query", { listed }: Parameters, shownBy: Example) {
  return listed.map(({ name, schema, isRequired, isList }): z.ZodType => {
    const shown = isList ? z.array(schema) : schema;
    const said = shownBy.parameters?.[name];
    const description = parameterDescriptions[name.split(".").at(-1) ?? name] ?? "";
    const example = exampleOf(isList && said !== undefined ? [said] : said);
    return (isRequired ? shown : shown.optional()).meta({
      param: { in: location, name, description, ...example },
    });
  });
}

/** The document without the schemas that nothing in it refers to; one that is only ever an answer has its plain name. */
function withoutUnused(document: OpenApiDocument): OpenApiDocument {
  const schemas = document.components?.schemas ?? {};
  const used = new Set<string>();
  const look = (part: unknown) => {
    for (const [, name = ""] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      look(schemas[name] ?? {});
    }
  };
  look([document.paths, document.components?.responses]);
  const plain = (name: string) => {
    const base = name.replace(/Output$/, "");
    return used.has(base) ? name : base;
  };
  const kept = [...used].toSorted().map((name) => [plain(name), schemas[name] ?? {}] as const);
  const components = { ...document.components, schemas: Object.fromEntries(kept) };
  const reference = /^(#\/components\/schemas\/)(.+)$/;
  const rename = (key: string, value: unknown): unknown => {
    const [, place, name] = key === "$ref" && typeof value === "string" ? (reference.exec(value) ?? []) : [];
    return place === undefined || name === undefined ? value : place + plain(name);
  };
  return JSON.parse(JSON.stringify({ ...document, components }, rename));
}
