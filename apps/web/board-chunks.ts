import type { Plugin } from "vite";

/** What the board draws with, and has come later than its first paint. */
const LATER = /src[\\/](charts[\\/]canvas|board[\\/]further)\.tsx$/;

/** Tells the page's earliest script (`public/early.js`) which files the board needs beside those that every page does. */
export function boardChunks(): Plugin {
  return {
    name: "board-chunks",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (html, { bundle = {} }) => {
        const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
        const addWithImports = (files: Set<string>, file: string): Set<string> => {
          if (files.has(file)) return files;
          const imports = chunks.find(({ fileName }) => fileName === file)?.imports ?? [];
          return imports.reduce(addWithImports, files.add(file));
        };
        const filesOf = (some: typeof chunks) =>
          some.map(({ fileName }) => fileName).reduce(addWithImports, new Set());
        const every = filesOf(chunks.filter(({ isEntry }) => isEntry));
        const later = filesOf(
          chunks.filter(({ moduleIds }) => moduleIds.some((moduleId) => LATER.test(moduleId))),
        );
        const files = [...later].filter((file) => !every.has(file)).map((file) => `/${file}`);
        if (files.length === 0) throw new Error(`board-chunks: no file of the board's is ${LATER}`);
        return html.replace('src="/early.js"', `src="/early.js" data-board="${files.join(" ")}"`);
      },
    },
  };
}
