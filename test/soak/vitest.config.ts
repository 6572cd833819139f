import { mergeConfig } from "vitest/config";
import base from "../../vitest.config.ts";

/** The long versions of tests, one after the other; each says in its file what it can be told. */
export default mergeConfig(base, {
  test: { include: ["test/soak/*-soak.ts"], exclude: [], fileParallelism: false, disableConsoleIntercept: true },
});
