import { expect, test } from "vitest";
import { readSourceFiles } from "../support/source-files.ts";

test("every GraphQL type of an object of the inventory is tied to the row that it shows", async () => {
  const files = await readSourceFiles("src/graphql");
  const classes = files.flatMap(({ path, text }) =>
    [...text.matchAll(/((?:^@.*\n)*)^export class (\w+) extends (?:Node|Hardware|Machine)\b/gm)].map(
      ([, decorators = "", name]) => ({ name: `${path}: ${name}`, isTied: decorators.includes("@shows<") }),
    ),
  );
  expect(classes.length).toBeGreaterThan(10);
  expect(classes.filter(({ isTied }) => !isTied).map(({ name }) => name)).toEqual([]);
});
