import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

export default defineConfig({
  logLevel: "warn",
  root: fileURLToPath(new URL(".", import.meta.url)),
  // Relative addresses, so that the page works at /, at /graphiql and below a proxy's path.
  base: "./",
  build: {
    outDir: fileURLToPath(new URL("../../../dist/graphiql", import.meta.url)),
    emptyOutDir: true,
    assetsDir: "graphiql/assets",
    // The editor is one large module.
    chunkSizeWarningLimit: 6000,
    reportCompressedSize: false,
    rolldownOptions: {
      // "use client" is for server components, of which there are none.
      onLog: (level, log, warn) => (log.code === "MODULE_LEVEL_DIRECTIVE" ? undefined : warn(level, log)),
    },
  },
  worker: { format: "es" },
});
