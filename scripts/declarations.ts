import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import ts from "@typescript/typescript6";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";
import { createPlainTypes, type PlainTypes } from "./plain-types.ts";

/** What is to be declared. Paths are absolute but for `types`, which is below `folder` and without its ending. */
export interface DeclarationOptions {
  readonly folder: string;
  readonly entries: readonly { readonly source: string; readonly types: string }[];
  /** Packages that a consumer has; all others are written out. */
  readonly outside: ReadonlySet<string>;
}

/**
 * Writes a `.d.ts` for each entry. A type that is made of a value, such as that of a schema or of the router, is written out
 * as a plain one, since the value stays behind. Throws where a type is `any` or needs a package that a consumer has not.
 */
export async function bundleDeclarations({ folder, entries, outside }: DeclarationOptions): Promise<void> {
  const program = createProgram(
    folder,
    entries.map((one) => one.source),
  );
  const plain = createPlainTypes({ program, named: outside, written: listWritten(program) });
  const root = join(folder, "node_modules/.cache/declarations");
  await rm(root, { recursive: true, force: true });

  const placeOf = (source: string) =>
    join(root, relative(folder, source).replaceAll("..", "up")).replace(/\.tsx?$/, ".d.ts");
  const waiting = entries.map((one) => one.source);
  const seen = new Set(waiting);
  for (const source of waiting) {
    const { text, imported } = declare(program, plain, source, placeOf, outside);
    await mkdir(dirname(placeOf(source)), { recursive: true });
    await writeFile(placeOf(source), text);
    for (const one of imported) if (!seen.has(one)) waiting.push((seen.add(one), one));
  }

  const bundle = await rollup({
    input: Object.fromEntries(entries.map((one) => [one.types, placeOf(one.source)])),
    external: (id) => !id.startsWith(".") && !id.startsWith("/"),
    plugins: [dts({ respectExternal: true })],
    onwarn: (warning) => void process.stderr.write(`${warning.message}\n`),
  });
  const { output } = await bundle.generate({
    entryFileNames: "[name].d.ts",
    chunkFileNames: ({ name }) => `dist/chunks/${name.replace(/\.d$/, "")}.d.ts`,
  });
  for (const file of output) {
    if (file.type !== "chunk") continue;
    for (const id of file.imports)
      if (!id.startsWith("dist/") && !id.startsWith("node:") && !isOf(outside, id))
        throw new Error(`${file.fileName} needs ${id}, which is no dependency: ${usesOf(file.code, id)}`);
    refuseAny(file.fileName, file.code);
    await mkdir(dirname(join(folder, file.fileName)), { recursive: true });
    await writeFile(join(folder, file.fileName), file.code);
  }
}

function createProgram(folder: string, sources: readonly string[]): ts.Program {
  const config = join(folder, "tsconfig.json");
  const emits: ts.CompilerOptions = {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    stripInternal: true,
  };
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail };
  const parsed = ts.getParsedCommandLineOfConfigFile(config, emits, host);
  if (!parsed) throw new Error(`no ${config}`);
  const { options } = parsed;
  // What is found in node_modules is not declared, even where that is a link to a package of ours, unless it is asked for.
  const found = ts.createProgram(sources, options);
  const all = found
    .getSourceFiles()
    .filter((one) => !one.isDeclarationFile && !one.fileName.includes("/node_modules/"));
  return ts.createProgram({ rootNames: all.map((one) => one.fileName), options, oldProgram: found });
}

/** The objects that stand written out under a name of ours. */
function listWritten(program: ts.Program): ReadonlyMap<ts.Type, string> {
  const checker = program.getTypeChecker();
  const written = new Map<ts.Type, string>();
  for (const file of program.getSourceFiles()) {
    if (file.isDeclarationFile) continue;
    for (const one of file.statements) {
      if (!isMadeOfValue(one) || !isExported(one)) continue;
      const type = checker.getTypeAtLocation(one);
      const name = `import(${JSON.stringify(file.fileName)}).${one.name.text}`;
      if (type.flags & ts.TypeFlags.Object && !written.has(type)) written.set(type, name);
    }
  }
  return written;
}

/** The declarations of one source, and those of ours that they import. */
function declare(
  program: ts.Program,
  plain: PlainTypes,
  source: string,
  placeOf: (source: string) => string,
  outside: ReadonlySet<string>,
): { readonly text: string; readonly imported: readonly string[] } {
  const file = program.getSourceFile(source);
  if (!file) throw new Error(`no ${source}`);
  let emitted = "";
  const { diagnostics } = program.emit(file, (_, text) => (emitted = text), undefined, true);
  diagnostics.forEach(fail);

  const declared = writePlainly(program, plain, file, emitted);
  const used = namesIn(declared);
  const imported: string[] = [];
  const edits: Edit[] = [];
  const resolveSpecifier = (node: ts.StringLiteral) => {
    if (isOf(outside, node.text)) return;
    const { resolvedModule } = ts.resolveModuleName(node.text, source, program.getCompilerOptions(), ts.sys);
    const path = resolvedModule?.resolvedFileName;
    if (path === undefined || path.includes("/node_modules/")) return;
    imported.push(path);
    const target = relative(dirname(placeOf(source)), placeOf(path)).replace(/\.d\.ts$/, ".js");
    edits.push({ node, text: JSON.stringify(target.startsWith(".") ? target : `./${target}`) });
  };
  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node) && !isUsed(node, used)) return void edits.push({ node, text: "" });
    if (ts.isStringLiteral(node) && isSpecifier(node)) resolveSpecifier(node);
    ts.forEachChild(node, visit);
  };
  visit(declared);
  return { text: applyEdits(declared, edits), imported };
}

/** With every alias that is made of a value written out. */
function writePlainly(
  program: ts.Program,
  plain: PlainTypes,
  file: ts.SourceFile,
  emitted: string,
): ts.SourceFile {
  const checker = program.getTypeChecker();
  const declared = ts.createSourceFile(file.fileName, emitted, ts.ScriptTarget.Latest, true);
  const edits: Edit[] = [];
  for (const one of declared.statements) {
    if (!isMadeOfValue(one)) continue;
    const written = file.statements.find(
      (statement) => ts.isTypeAliasDeclaration(statement) && statement.name.text === one.name.text,
    );
    if (!written) throw new Error(`${file.fileName}: no ${one.name.text}`);
    edits.push({ node: one.type, text: plain.write(checker.getTypeAtLocation(written), one.name.text) });
    // The value that has the type's name would come along with it.
    const value = declared.statements.find((statement) => declares(statement, one.name.text));
    if (value) edits.push({ node: value, text: "" });
  }
  return ts.createSourceFile(file.fileName, applyEdits(declared, edits), ts.ScriptTarget.Latest, true);
}

interface Edit {
  readonly node: ts.Node;
  readonly text: string;
}

function applyEdits(file: ts.SourceFile, edits: readonly Edit[]): string {
  let { text } = file;
  for (const { node, text: put } of edits.toSorted((a, b) => b.node.pos - a.node.pos))
    text = text.slice(0, node.getStart(file)) + put + text.slice(node.end);
  return text;
}

const isMadeOfValue = (one: ts.Statement): one is ts.TypeAliasDeclaration =>
  ts.isTypeAliasDeclaration(one) && !one.typeParameters && hasTypeQuery(one.type);

const isExported = (one: ts.TypeAliasDeclaration) =>
  one.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;

const declares = (statement: ts.Statement, name: string) =>
  ts.isVariableStatement(statement) &&
  statement.declarationList.declarations.some((one) => ts.isIdentifier(one.name) && one.name.text === name);

const hasTypeQuery = (node: ts.Node): boolean =>
  ts.isTypeQueryNode(node) || (ts.forEachChild(node, (child) => hasTypeQuery(child) || undefined) ?? false);

/** Every name that stands anywhere but in an import. */
function namesIn(file: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node) => {
    if (ts.isIdentifier(node)) names.add(node.text);
    if (!ts.isImportDeclaration(node)) ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

function isUsed({ importClause }: ts.ImportDeclaration, used: ReadonlySet<string>): boolean {
  const bindings = importClause?.namedBindings;
  const names = bindings && ts.isNamedImports(bindings) ? bindings.elements.map((one) => one.name) : [];
  return !bindings || ts.isNamespaceImport(bindings) ? true : names.some((one) => used.has(one.text));
}

const isSpecifier = ({ parent }: ts.StringLiteral) =>
  ts.isImportDeclaration(parent) ||
  ts.isExportDeclaration(parent) ||
  (ts.isLiteralTypeNode(parent) && ts.isImportTypeNode(parent.parent));

const isOf = (packages: ReadonlySet<string>, id: string) =>
  [...packages].some((name) => id === name || id.startsWith(`${name}/`));

/** The first line with a name from `id`. */
function usesOf(text: string, id: string): string {
  const [head, ...lines] = text
    .split("\n")
    .toSorted((a, b) => Number(b.includes(`'${id}'`)) - Number(a.includes(`'${id}'`)));
  const names = [...(head ?? "").matchAll(/\w+/g)].map(([name]) => name);
  return (
    lines.find((line) => names.some((name) => new RegExp(`\\b${name}\\.`).test(line)))?.trim() ?? head ?? ""
  );
}

function refuseAny(name: string, text: string): void {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) {
      const { line } = file.getLineAndCharacterOfPosition(node.pos);
      throw new Error(`${name}: any in line ${line + 1}: ${text.split("\n")[line]?.trim()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
}

function fail(diagnostic: ts.Diagnostic): never {
  const place = diagnostic.file ? `${diagnostic.file.fileName}: ` : "";
  throw new Error(`${place}${ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n")}`);
}
