import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { estateSchema } from "../../src/formats/estate-schema.ts";
import { expectGenerated } from "../support/golden.ts";

const file = new URL("../../schema/estate.schema.json", import.meta.url);

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly additionalProperties?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

function* everySchema(schema: Schema, path = "estate"): Generator<[string, Schema]> {
  yield [path, schema];
  for (const [key, property] of Object.entries(schema.properties ?? {})) yield* everySchema(property, `${path}.${key}`);
  if (schema.items) yield* everySchema(schema.items, `${path}[]`);
}

describe("schema/estate.schema.json", () => {
  test("is what the code validates by", async () => {
    await expectGenerated("schema/estate.schema.json", `${JSON.stringify(estateSchema, null, 2)}\n`);
  });

  test("describes every property, and takes no unknown key anywhere", async () => {
    const published: Schema = JSON.parse(await readFile(file, "utf8"));
    const schemas = [...everySchema(published)];
    expect(schemas.length).toBeGreaterThan(70);
    expect(schemas.filter(([, schema]) => !schema.description).map(([path]) => path)).toEqual([]);
    const objects = schemas.filter(([, schema]) => schema.type === "object");
    expect(objects.filter(([, schema]) => schema.additionalProperties !== false).map(([path]) => path)).toEqual([]);
  });
});
