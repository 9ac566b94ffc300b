import type { ShownOperation } from "./shown-document.ts";

interface Asked {
  readonly path: string;
  readonly method: string;
  readonly parameters: ShownOperation["parameters"];
  readonly hasBody: boolean;
  readonly example: unknown;
}

/** A call of an operation by curl, with the document's own examples; what has none stands in capitals. */
export function curlOf({ path, method, parameters, hasBody, example }: Asked): string {
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => valueOf(parameters, name));
  const said = parameters
    .filter(({ in: place, required, example: of }) => place === "query" && (required || of !== undefined))
    .map(({ name }) => `${name}=${valueOf(parameters, name)}`);
  const query = said.length === 0 ? "" : `?${said.join("&")}`;
  const lines = [
    `curl${method === "get" ? "" : ` -X ${method.toUpperCase()}`} "$EVALBOARD_URL${address}${query}"`,
  ];
  if (hasBody) {
    const body = JSON.stringify(example ?? {}, null, 2).replaceAll("'", "'\\''");
    lines.push("-H 'content-type: application/json'", `-d '${body}'`);
  }
  return lines.join(" \\\n  ");
}

function valueOf(parameters: Asked["parameters"], name: string): string {
  const parameter = parameters.find((each) => each.name === name);
  const example = parameter?.example ?? parameter?.schema.enum?.[0];
  return example === undefined
    ? name.toUpperCase()
    : encodeURIComponent([example].flat().map(String).join(""));
}
