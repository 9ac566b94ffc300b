import { isDeepStrictEqual } from "node:util";
import type { Description, Schema } from "./description.ts";

/**
 * Words of outputs that may gain others within a major: who reads them must do without knowing all. A period comes back as it was
 * asked for, so that a range is told to those alone who ask for one. Paths are those of a break, from the name of the schema on.
 */
const openWords: ReadonlySet<string> = new Set(["ChangeRemark", "LikelySame.differsIn", "Period"]);

/**
 * What of `after` breaks a program that was written for `before`; none where all that is new is beside what was. A field that
 * comes must go on coming, as what it was; what was taken must go on being taken.
 */
export function findBreaks(before: Description, after: Description): string[] {
  // What comes now must be what came, what was taken must be what is taken.
  const comes = createComparison({ narrow: after.outputs, wide: before.outputs, way: "output" });
  const takes = createComparison({ narrow: before.inputs, wide: after.inputs, way: "input" });
  const ofProcedure = (old: Procedure, now: Procedure | undefined): string[] => {
    if (!now) return ["is gone"];
    if (now.kind !== old.kind) return [`is a ${now.kind} and was a ${old.kind}`];
    return [...comes(now.output, old.output, "output"), ...inputBreaks(old, now, takes)];
  };
  return Object.entries(before.procedures).flatMap(([path, old]) =>
    ofProcedure(old, after.procedures[path]).map((found) => `${path} ${found}`),
  );
}

type Procedure = Description["procedures"][string];
type Compare = (narrow: Schema, wide: Schema, at: string) => string[];

function inputBreaks(old: Procedure, now: Procedure, takes: Compare): string[] {
  if (now.inputRequired && !old.inputRequired) return ["input: must be given now"];
  if (old.input === null) return [];
  return now.input === null ? ["input: is taken no more"] : takes(old.input, now.input, "input");
}

interface Sides {
  readonly narrow: Description["inputs"];
  readonly wide: Description["inputs"];
  readonly way: "input" | "output";
}

/** Whether whatever fits `narrow` fits `wide` too, and what does not. */
function createComparison({ narrow, wide, way }: Sides): Compare {
  const isOutput = way === "output";

  const compare: Compare = (one, other, at) => {
    const place = nameOf(one) ?? nameOf(other) ?? at;
    const [a, b] = [resolve(one, narrow), resolve(other, wide)];
    if (isDeepStrictEqual(a, b) && !JSON.stringify(a).includes("$ref")) return [];
    const possible = alternatives(b);
    return alternatives(a).flatMap((alternative) => compareOne(alternative, possible, place));
  };

  /** With what it comes nearest to. */
  const compareOne = (one: Schema, possible: readonly Schema[], at: string): string[] => {
    const found = possible.map((other) => compareKinds(one, other, at));
    const [nearest] = found.toSorted((a, b) => a.distance - b.distance || a.breaks.length - b.breaks.length);
    return nearest ? [...nearest.breaks] : [];
  };

  const compareKinds = (one: Schema, other: Schema, above: string): Found => {
    const at = nameOf(one) ?? nameOf(other) ?? above;
    const [a, b] = [resolve(one, narrow), resolve(other, wide)];
    if (isSeveral(a) || isSeveral(b)) return { distance: 1, breaks: compare(a, b, at) };
    if (kindOf(a) !== kindOf(b) && !(kindOf(a) === "integer" && kindOf(b) === "number"))
      return {
        distance: 3,
        breaks: [`${at}: ${may(isOutput)} ${describe(a)}${isOutput ? " now" : " any more"}`],
      };
    const apart = discriminators(a, b);
    if (apart !== null) return { distance: 2, breaks: [`${at}: ${may(isOutput)} the one of ${apart}`] };
    return { distance: 0, breaks: [...words(a, b, at), ...limits(a, b, at), ...parts(a, b, at)] };
  };

  const words = (a: Schema, b: Schema, at: string): string[] => {
    const [these, those] = [wordsOf(a), wordsOf(b)];
    if (those === null || (isOutput && openWords.has(at))) return [];
    if (these === null)
      return [`${at}: ${isOutput ? "may be any text now" : "takes certain words alone now"}`];
    const more = these.filter((word) => !those.includes(word)).map((word) => JSON.stringify(word));
    return more.length === 0
      ? []
      : [`${at}: ${may(isOutput)} ${more.join(", ")}${isOutput ? " now" : " any more"}`];
  };

  /** Formats of either way; ranges of inputs alone, since those of an output are no promise. */
  const limits = (a: Schema, b: Schema, at: string): string[] => {
    const kept = ["format", ...(isOutput ? [] : ["pattern", "multipleOf"])];
    const found = kept.filter((key) => b[key] !== undefined && !isDeepStrictEqual(a[key], b[key]));
    if (!isOutput)
      found.push(...LOWEST.filter((key) => numberOf(b, key, -Infinity) > numberOf(a, key, -Infinity)));
    if (!isOutput)
      found.push(...HIGHEST.filter((key) => numberOf(b, key, Infinity) < numberOf(a, key, Infinity)));
    return found.map((key) => `${at}: another ${key}, ${JSON.stringify((isOutput ? a : b)[key] ?? null)}`);
  };

  const parts = (a: Schema, b: Schema, at: string): string[] => {
    const [ofA, ofB] = [propertiesOf(a), propertiesOf(b)];
    const [requiredA, requiredB] = [requiredOf(a), requiredOf(b)];
    const [old, now] = isOutput ? [ofB, ofA] : [ofA, ofB];
    const fields = Object.keys(old).flatMap((field) => {
      const [one, other] = [ofA[field], ofB[field]];
      if (one === undefined || other === undefined)
        return [`${at}.${field}: ${isOutput ? "is gone" : "is taken no more"}`];
      const found = compare(one, other, `${at}.${field}`);
      if (requiredB.has(field) && !requiredA.has(field))
        found.unshift(`${at}.${field}: ${isOutput ? "may be missing now" : "is required now"}`);
      return found;
    });
    const added = Object.keys(now).filter((field) => !(field in old) && !isOutput && requiredB.has(field));
    const others = ["items", "additionalProperties", ...(isOutput ? [] : ["propertyNames"])].flatMap(
      (key) => {
        const [one, other] = [schemaAt(a, key), schemaAt(b, key)];
        return one && other ? compare(one, other, `${at}[]`) : [];
      },
    );
    return [...fields, ...added.map((field) => `${at}.${field}: is new and required`), ...others];
  };

  return compare;
}

interface Found {
  /** How far it is from what it was held against. */
  readonly distance: number;
  readonly breaks: readonly string[];
}

const LOWEST = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"];
const HIGHEST = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"];

const may = (isOutput: boolean) => (isOutput ? "may be" : "may not be");
const describe = (schema: Schema) =>
  wordsOf(schema)
    ?.map((word) => JSON.stringify(word))
    .join(" or ") ?? kindOf(schema);

function nameOf({ $ref }: Schema): string | null {
  return typeof $ref === "string" ? $ref.replace("#/$defs/", "") : null;
}

function resolve(schema: Schema, defined: Description["inputs"]): Schema {
  const name = nameOf(schema);
  if (name === null) return schema;
  const found = defined[name];
  if (!found) throw new Error(`no ${name}`);
  return found;
}

const isSeveral = (schema: Schema) => alternatives(schema)[0] !== schema;

/** What it may be, each alone: `anyOf`, or a type of several. */
function alternatives(schema: Schema): Schema[] {
  const several = listAt(schema, "anyOf") ?? listAt(schema, "oneOf");
  if (several) return several;
  const { type } = schema;
  if (!Array.isArray(type)) return [schema];
  return type.map((one) => {
    const words = wordsOf(schema)?.filter((word) => kindOf({ const: word }) === one);
    return Object.assign({}, schema, { type: one }, words && { enum: words });
  });
}

/** The type, or that of its words. */
function kindOf(schema: Schema): string {
  const { type } = schema;
  if (typeof type === "string") return type;
  const [word] = wordsOf(schema) ?? [];
  return word === undefined ? "anything" : word === null ? "null" : typeof word;
}

function wordsOf(schema: Schema) {
  if (schema["const"] !== undefined) return [schema["const"]];
  return Array.isArray(schema["enum"]) ? schema["enum"] : null;
}

/** The field that says which of several objects it is, where the two are not the same one. */
function discriminators(a: Schema, b: Schema): string | null {
  const [ofA, ofB] = [propertiesOf(a), propertiesOf(b)];
  const apart = Object.keys(ofA).find((field) => {
    const [one, other] = [ofA[field]?.["const"], ofB[field]?.["const"]];
    return one !== undefined && other !== undefined && one !== other;
  });
  return apart === undefined ? null : `${apart} ${JSON.stringify(ofA[apart]?.["const"])}`;
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function schemaAt(schema: Schema, key: string): Schema | null {
  const value = schema[key];
  return isSchema(value) ? value : null;
}

function listAt(schema: Schema, key: string): Schema[] | null {
  const value = schema[key];
  return Array.isArray(value) ? value.filter(isSchema) : null;
}

function propertiesOf(schema: Schema): Record<string, Schema> {
  const found = Object.entries(schemaAt(schema, "properties") ?? {});
  return Object.fromEntries(found.flatMap(([name, value]) => (isSchema(value) ? [[name, value]] : [])));
}

const requiredOf = ({ required }: Schema) => new Set(Array.isArray(required) ? required : []);

function numberOf(schema: Schema, key: string, otherwise: number): number {
  const value = schema[key];
  return typeof value === "number" ? value : otherwise;
}
