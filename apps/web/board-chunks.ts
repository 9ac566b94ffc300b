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
        const importsOf = (file: string): string[] => {
          const chunk = chunks.find(({ fileName }) => fileName === file);
          return [file, ...(chunk?.imports ?? []).flatMap(importsOf)];
        };
        const every = new Set(
          chunks.filter(({ isEntry }) => isEntry).flatMap(({ fileName }) => importsOf(fileName)),
        );
        const later = chunks
          .filter(({ moduleIds }) => moduleIds.some((id) => LATER.test(id)))
          .flatMap(({ fileName }) => importsOf(fileName));
        const files = [...new Set(later)].filter((file) => !every.has(file)).map((file) => `/${file}`);
        return html.replace('src="/early.js"', `src="/early.js" data-board="${files.join(" ")}"`);
      },
    },
  };
}
