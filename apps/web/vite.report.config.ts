import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { singleFile } from "./single-file.ts";

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** The page of `evalboard report`: the board's own parts in one file, in which no link needs a server. */
export default defineConfig({
  plugins: [react({ jsxImportSource: path("src/kit/shown-text") }), tailwindcss(), singleFile()],
  publicDir: false,
  resolve: {
    alias: [
      { find: /^(\.\.?\/)+address\/links\.tsx$/, replacement: path("src/report/links.tsx") },
      { find: /^\.\/pick\.tsx$/, replacement: path("src/report/pick.tsx") },
    ],
  },
  build: {
    outDir: "dist/.report",
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    cssCodeSplit: false,
    modulePreload: false,
    rolldownOptions: {
      input: path("report.html"),
      treeshake: { propertyReadSideEffects: false },
      output: { codeSplitting: false },
    },
  },
});
