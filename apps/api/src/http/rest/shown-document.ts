import { z } from "zod";

/** What the page shows of a schema. */
export const ShownSchema = z.object({
  $ref: z.string().optional(),
  type: z.union([z.string().transform((type) => [type]), z.array(z.string())]).optional(),
  format: z.string().optional(),
  description: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  default: z.unknown().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  required: z.array(z.string()).default([]),
  get items() {
    return ShownSchema.optional();
  },
  get anyOf() {
    return z.array(ShownSchema).optional();
  },
  get properties() {
    return z.record(z.string(), ShownSchema).optional();
  },
  get additionalProperties() {
    return z.union([z.boolean(), ShownSchema]).optional();
  },
});
export type ShownSchema = z.infer<typeof ShownSchema>;

const Content = z
  .object({ "application/json": z.object({ schema: ShownSchema, example: z.unknown().optional() }) })
  .transform((content) => content["application/json"]);

const ShownResponse = z.object({ description: z.string(), content: Content.optional() });

const ShownParameter = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean().default(false),
  description: z.string().default(""),
  schema: ShownSchema,
  example: z.unknown().optional(),
});

const ShownOperation = z.object({
  operationId: z.string(),
  summary: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  parameters: z.array(ShownParameter).default([]),
  requestBody: z.object({ content: Content }).optional(),
  responses: z.record(z.string(), z.union([z.object({ $ref: z.string() }), ShownResponse])),
});
export type ShownOperation = z.infer<typeof ShownOperation>;

/** What the page shows of an OpenAPI document: every operation under its path and method, every schema under its name. */
export const ShownDocument = z.object({
  openapi: z.string(),
  info: z.object({ title: z.string(), version: z.string(), description: z.string() }),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), ShownOperation)),
  components: z.object({
    schemas: z.record(z.string(), ShownSchema),
    responses: z.record(z.string(), ShownResponse),
  }),
});
export type ShownDocument = z.infer<typeof ShownDocument>;
