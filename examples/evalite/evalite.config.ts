import { defineConfig } from "evalite/config";
import { createInMemoryStorage } from "evalite/in-memory-storage";

// Its history is on the board; evalite's own SQLite has to be built.
export default defineConfig({ storage: () => createInMemoryStorage() });
