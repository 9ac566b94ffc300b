import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// Without VITE_EVALBOARD_URL the page asks its own origin, which hands on what is for the board.
const proxy = { "/trpc": process.env["EVALBOARD_URL"] ?? "http://127.0.0.1:4400" };

export default defineConfig({
  plugins: [react()],
  server: { host: "127.0.0.1", port: 5180, strictPort: true, proxy },
  preview: { host: "127.0.0.1", port: 5180, strictPort: true, proxy },
});
