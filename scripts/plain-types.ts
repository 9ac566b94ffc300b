import ts from "@typescript/typescript6";

/** How a type from elsewhere is written. */
export interface PlainTypesOptions {
  readonly program: ts.Program;
  /** Packages that a consumer has, whose types are named and not spelled out. */
  readonly named: ReadonlySet<string>;
  /** Types that are written out elsewhere, and how they are named from anywhere. */
  readonly written: ReadonlyMap<ts.Type, string>;
}

/** Writes types out as plain object types: every alias and every schema behind it is followed to its end. */
export interface PlainTypes {
  /** Throws where it is `any`, or has no end. `what` says in the message what was to be written. */
  write(type: ts.Type, what: string): string;
}

const MAX_DEPTH = 24;
const isPrimitive = (type: ts.Type) =>
  (type.flags &
    (ts.TypeFlags.StringLike |
      ts.TypeFlags.NumberLike |
      ts.TypeFlags.BooleanLike |
      ts.TypeFlags.BigIntLike |
      ts.TypeFlags.Null |
      ts.TypeFlags.VoidLike |
      ts.TypeFlags.Unknown |
      ts.TypeFlags.Never |
      ts.TypeFlags.NonPrimitive |
      ts.TypeFlags.TypeParameter)) !==
  0;

export function createPlainTypes({ program, named, written }: PlainTypesOptions): PlainTypes {
  const checker = program.getTypeChecker();

  /** `open` levels are spelled out, whatever is written out under a name elsewhere. */
  const write = (type: ts.Type, what: string, depth: number, open: number): string => {
    if (depth > MAX_DEPTH) throw new Error(`${what} has no end as a plain type`);
    if (type.flags & ts.TypeFlags.Any) throw new Error(`${what} is any`);
    const inner = (part: ts.Type, step: string) => write(part, `${what}${step}`, depth + 1, open - 1);

    const there = open > 0 ? undefined : written.get(type);
    if (there !== undefined) return there;

    const list = (parts: readonly ts.Type[]) => parts.map((part, index) => inner(part, `<${index}>`));
    // What a procedure takes and gives is to be read where somebody points at it.
    const given = (parts: readonly ts.Type[]) =>
      parts.map((part, index) => write(part, `${what}<${index}>`, depth + 1, 2));
    const reference = nameOf(type.aliasSymbol);
    if (reference !== null) return withArguments(reference, given(type.aliasTypeArguments ?? []));
    if (isPrimitive(type) || (type.isUnion() && type.types.every(isPrimitive)))
      return checker.typeToString(
        type,
        undefined,
        ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias,
      );
    if (type.isUnion()) return writeUnion(type, inner);
    if (checker.isArrayType(type) || checker.isTupleType(type)) {
      const isReadonly = checker.typeToString(type).startsWith("readonly ");
      const parts = isReference(type) ? list(checker.getTypeArguments(type)) : [];
      const text = checker.isTupleType(type) ? `[${parts.join(", ")}]` : `${asElement(parts.join(", "))}[]`;
      return isReadonly ? `readonly ${text}` : text;
    }
    const ofSymbol = nameOf(type.getSymbol());
    if (ofSymbol !== null)
      return withArguments(ofSymbol, isReference(type) ? given(checker.getTypeArguments(type)) : []);
    return writeObject(type, inner);
  };

  const writeUnion = (type: ts.UnionType, inner: (part: ts.Type, step: string) => string): string => {
    const isBoolean = (part: ts.Type) => (part.flags & ts.TypeFlags.BooleanLiteral) !== 0;
    const booleans = type.types.filter(isBoolean);
    const texts = type.types
      .filter((part) => !isBoolean(part) || booleans.length < 2)
      // What may be missing reads better behind what may be there.
      .toSorted((a, b) => Number(isPrimitive(a)) - Number(isPrimitive(b)))
      .map((part) => inner(part, ""));
    return [...new Set([...texts, ...(booleans.length > 1 ? ["boolean"] : [])])].join(" | ");
  };

  const writeObject = (type: ts.Type, inner: (part: ts.Type, step: string) => string): string => {
    const lines: string[] = [];
    for (const signature of type.getCallSignatures()) {
      const taken = signature.parameters.map(
        (one) => `${one.name}: ${inner(checker.getTypeOfSymbol(one), `(${one.name})`)}`,
      );
      lines.push(`(${taken.join(", ")}): ${inner(signature.getReturnType(), "()")};`);
    }
    for (const { keyType, type: value, isReadonly } of checker.getIndexInfosOfType(type)) {
      const prefix = isReadonly ? "readonly " : "";
      lines.push(`${prefix}[key: ${checker.typeToString(keyType)}]: ${inner(value, "[]")};`);
    }
    for (const property of checker.getPropertiesOfType(type)) {
      const { name } = property;
      const value = inner(checker.getTypeOfSymbol(property), `.${name}`);
      const key = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name) ? name : JSON.stringify(name);
      const optional = property.flags & ts.SymbolFlags.Optional ? "?" : "";
      lines.push(
        `${writeDocs(property)}${isReadonlyProperty(property) ? "readonly " : ""}${key}${optional}: ${value};`,
      );
    }
    return lines.length === 0 ? "{}" : `{\n${lines.join("\n").replaceAll(/^/gm, "  ")}\n}`;
  };

  const writeDocs = (symbol: ts.Symbol): string => {
    const text = ts.displayPartsToString(symbol.getDocumentationComment(checker)).replaceAll("*/", "* /");
    if (text === "") return "";
    return text.includes("\n") ? `/**\n${text.replaceAll(/^/gm, " * ")}\n */\n` : `/** ${text} */\n`;
  };

  /** As a consumer writes it: a global's own name, or that under which a package has it; null where it is ours. */
  const nameOf = (symbol: ts.Symbol | undefined): string | null => {
    const file = symbol?.declarations?.[0]?.getSourceFile();
    if (!symbol || !file || (symbol.flags & ts.SymbolFlags.TypeLiteral) !== 0) return null;
    if (program.isSourceFileDefaultLibrary(file)) return isGlobalName(symbol) ? symbol.name : null;
    const owner = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file.fileName)?.[1];
    if (owner === undefined || !named.has(owner)) return null;
    const exported = exportsOf(owner).get(symbol);
    return exported === undefined ? null : `import(${JSON.stringify(owner)}).${exported}`;
  };

  const known = new Map<string, ReadonlyMap<ts.Symbol, string>>();
  const exportsOf = (owner: string): ReadonlyMap<ts.Symbol, string> => {
    const found = known.get(owner) ?? new Map(listExports(program, owner));
    known.set(owner, found);
    return found;
  };

  return { write: (type, what) => write(type, what, 0, 1) };
}

/** What a package exports from its root: what the name stands for, and the name. */
function* listExports(program: ts.Program, owner: string): Generator<[ts.Symbol, string]> {
  const checker = program.getTypeChecker();
  for (const file of program.getSourceFiles()) {
    if (file.isDeclarationFile) continue;
    for (const statement of file.statements) {
      if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
      if (statement.moduleSpecifier.text !== owner) continue;
      const root = checker.getSymbolAtLocation(statement.moduleSpecifier);
      if (!root) continue;
      for (const one of checker.getExportsOfModule(root))
        yield [one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one, one.name];
      return;
    }
  }
}

/** A mapped type of the library, such as `Record`, is spelled out; what an interface is called stays. */
const isGlobalName = (symbol: ts.Symbol) =>
  (symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.Class)) !== 0;

const isReference = (type: ts.Type): type is ts.TypeReference =>
  "objectFlags" in type &&
  typeof type.objectFlags === "number" &&
  (type.objectFlags & ts.ObjectFlags.Reference) !== 0;

const isReadonlyProperty = (property: ts.Symbol) =>
  (property.declarations ?? []).some(
    (one) => (ts.getCombinedModifierFlags(one) & ts.ModifierFlags.Readonly) !== 0,
  );

const withArguments = (name: string, parts: readonly string[]) =>
  parts.length === 0 ? name : `${name}<${parts.join(", ")}>`;

/** `text` before `[]`; what is in braces or brackets of its own holds together. */
function asElement(text: string): string {
  const outside = withoutInside(text);
  return outside.startsWith("readonly ") || outside.includes(" | ") ? `(${text})` : text;
}

/** What stands in no braces, brackets or quotes. */
function withoutInside(text: string): string {
  let depth = 0;
  let outside = "";
  for (const [part] of text.matchAll(/"(?:[^"\\]|\\.)*"|[^]/g)) {
    if ("{[(<".includes(part)) depth += 1;
    if (depth === 0) outside += part;
    if ("}])>".includes(part)) depth -= 1;
  }
  return outside;
}
