import { curlOf } from "./curl.ts";
import { code, escape, prose, table } from "./page-parts.ts";
import { ShownDocument, type ShownOperation, type ShownSchema } from "./shown-document.ts";

/** An OpenAPI document as a page that needs no script, and nothing from elsewhere. */
export function renderApi(document: unknown): string {
  const { info, openapi, tags, paths, components } = ShownDocument.parse(document);
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
  const sections = tags.map(({ name, description }) => {
    const ofTag = operations.filter(({ operation }) => operation.tags.includes(name));
    const rendered = ofTag.map(({ path, method, operation }) =>
      renderOperation(path, method, operation, components),
    );
    return section(name, [prose(description), ...rendered]);
  });
  const schemas = Object.entries(components.schemas).map(([name, schema]) => renderSchema(name, schema));
  const parts = [...tags.map(({ name }) => name), "schemas"];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(info.title)} API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/api/docs.css">
</head>
<body>
<header>
<h1>${escape(info.title)} API <small>${escape(info.version)}</small></h1>
${prose(info.description)}
<p>For your tools: <a href="/api/openapi.json">/api/openapi.json</a>, OpenAPI ${escape(openapi)}.</p>
<nav aria-label="Parts"><ul>${parts.map((name) => `<li><a href="#${name}">${name}</a></li>`).join("")}</ul></nav>
</header>
<main>
${[...sections, section("schemas", schemas)].join("\n")}
</main>
</body>
</html>
`;
}

function section(name: string, parts: readonly string[]): string {
  return `<section aria-labelledby="${name}">\n<h2 id="${name}">${name}</h2>\n${parts.join("\n")}\n</section>`;
}

function renderOperation(
  path: string,
  method: string,
  operation: ShownOperation,
  { responses }: ShownDocument["components"],
): string {
  const { operationId: id, summary, description, parameters, requestBody } = operation;
  const taken = parameters.map(({ name, in: place, required, schema, description: words }) => [
    `<code>${escape(name)}</code>`,
    `${place}${required ? ", required" : ""}`,
    wordType(schema),
    prose(words),
  ]);
  const answers = Object.entries(operation.responses).map(([status, response]) => {
    const known = "$ref" in response ? responses[nameOf(response.$ref)] : response;
    return [status, prose(known?.description ?? ""), known?.content ? wordType(known.content.schema) : ""];
  });
  const example = requestBody?.content.example;
  return `<details>
<summary><b class="${method}">${method.toUpperCase()}</b> <code>${escape(path)}</code> <span>${escape(summary)}</span></summary>
<div id="${escape(id)}">
${description === `${summary}.` ? "" : prose(description)}
${taken.length === 0 ? "" : `<h3>Parameters</h3>\n${table(`Parameters of ${id}`, ["name", "where", "takes", "what for"], taken)}`}
${requestBody ? `<h3>Body</h3>\n${wordFields(`Body of ${id}`, requestBody.content.schema)}` : ""}
<h3>With curl</h3>
${code(`curl of ${id}`, curlOf({ path, method, parameters, hasBody: requestBody !== undefined, example }))}
<h3>Answers</h3>
${table(`Answers of ${id}`, ["status", "when", "body"], answers)}
</div>
</details>`;
}

function renderSchema(name: string, schema: ShownSchema): string {
  // Within: a browser opens what a link leads into.
  return `<details>\n<summary><code>${name}</code></summary>\n<div id="schema-${name}">${wordFields(name, schema)}</div>\n</details>`;
}

/** An object's fields as a table, anything else in words. */
function wordFields(label: string, schema: ShownSchema): string {
  if (schema.properties === undefined) return `<p>${wordType(schema)}</p>`;
  const rows = Object.entries(schema.properties).map(([field, of]) => [
    `<code>${escape(field)}</code>`,
    schema.required.includes(field) ? "always" : "may be left out",
    wordType(of),
  ]);
  return table(label, ["field", "there", "what"], rows);
}

/** What a schema takes, in words; a schema with a name is a link to it. */
function wordType(schema: ShownSchema): string {
  const { $ref, anyOf, enum: values, items, type, properties, additionalProperties } = schema;
  if ($ref !== undefined) return `<a href="#schema-${nameOf($ref)}">${nameOf($ref)}</a>`;
  if (anyOf) return anyOf.map(wordType).join(" or ");
  if (values) return values.map((value) => `<code>${escape(String(value))}</code>`).join(", ");
  if (items) return `list of ${wordType(items)}`;
  if (properties) {
    const fields = Object.entries(properties).map(
      ([field, of]) =>
        `<li><code>${escape(field)}</code>${schema.required.includes(field) ? "" : "?"}: ${wordType(of)}</li>`,
    );
    return `<ul>${fields.join("")}</ul>`;
  }
  if (typeof additionalProperties === "object") return `names, each with ${wordType(additionalProperties)}`;
  return [type?.join(" or ") ?? "anything", ...boundsOf(schema)].map(escape).join(", ");
}

function boundsOf({ format, minimum, maximum, maxLength, default: otherwise }: ShownSchema): string[] {
  return [
    format,
    minimum !== undefined && `from ${minimum}`,
    // What every number of a computer keeps to says nothing.
    maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER && `up to ${maximum}`,
    maxLength !== undefined && `at most ${maxLength} characters`,
    otherwise !== undefined && `default ${JSON.stringify(otherwise)}`,
  ].filter((text) => typeof text === "string");
}

function nameOf($ref: string): string {
  return $ref.slice($ref.lastIndexOf("/") + 1);
}
