import { test } from "vitest";
import { rules } from "../../src/validation/catalogue.ts";
import { renderRules } from "../../src/validation/render-rules.ts";
import { expectGolden } from "./golden.ts";

test("docs/rules.md is what the catalogue says", () => {
  expectGolden("docs/rules.md", renderRules(rules));
});
