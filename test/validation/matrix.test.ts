import { test } from "vitest";
import { expectGolden } from "./golden.ts";
import { renderMatrix } from "./matrix.ts";

test("test/golden/matrix.md is what decide says", () => {
  expectGolden("test/golden/matrix.md", renderMatrix());
});
