import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { boardChunks } from "./board-chunks.ts";
import { compressAssets } from "./compress-assets.ts";
import { preloadFont } from "./preload-font.ts";
import { sonnerStyles } from "./sonner-styles.ts";

// The API's own setting says where it listens, so `PORT=… pnpm dev` moves both ends.
const api = `http://127.0.0.1:${process.env["PORT"] ?? "4400"}`;

/** Where React's elements are made: `jsx-runtime.ts` in it. */
const shownText = fileURLToPath(new URL("src/kit/shown-text", import.meta.url));

export default defineConfig({
  plugins: [
    react({ jsxImportSource: shownText }),
    tailwindcss(),
    preloadFont(),
    boardChunks(),
    sonnerStyles(),
    compressAssets(),
  ],
  build: {
    // For the notices of the installable package (scripts/notices.ts).
    license: { fileName: ".vite/licences.json" },
    // The server's content security policy allows no data: fonts and no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Chart.js's unused scales would stay for the properties that their static fields read: 6 kB, gzip.
      treeshake: {
        propertyReadSideEffects: false,
        // tRPC does not say so, and what its other links need would stay: 0.8 kB.
        moduleSideEffects: [{ test: /node_modules\/@trpc\//, sideEffects: false }],
      },
      // What the first view needs comes in few files: cut into what each two pages share it was 10 kB more, gzip.
      output: {
        codeSplitting: {
          groups: [
            { name: "libraries", tags: ["$initial"], test: /node_modules/ },
            { name: "app", tags: ["$initial"] },
            { name: "charts", test: /src[\\/]charts[\\/](?!take)/ },
          ],
        },
      },
    },
  },
  worker: { format: "es" },
  server: {
    host: "127.0.0.1",
    port: 5173,
    strictPort: true, // The API answers its own pages alone, which it knows by the Host.
    proxy: { "/trpc": { target: api, changeOrigin: false } },
  },
});
