import { defineConfig } from "vitest/config";

export default defineConfig({
  // One copy of graphql: without the alias, vitest loads its ESM and its CommonJS build side by side.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    include: ["test/**/*.test.ts"],
    // They take minutes: `npm run soak`.
    exclude: ["test/soak/**"],
    globalSetup: ["test/support/global-setup.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
