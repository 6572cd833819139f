import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from "graphql";
import { describe, expect, test } from "vitest";
import { buildGatewaySchema, printGatewaySchema } from "../../src/graphql/schema.ts";
import { expectGenerated } from "../support/golden.ts";

describe("the schema", () => {
  test("schema/schema.graphql is what the code says", async () => {
    await expectGenerated("schema/schema.graphql", await printGatewaySchema());
  });

  test("says of everything what it is", async () => {
    const schema = await buildGatewaySchema();
    const types = Object.values(schema.getTypeMap()).filter(
      (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
    );
    const silent = types.flatMap((type) => [...(type.description ? [] : [type.name]), ...silentParts(type)]);
    expect(silent).toEqual([]);
  });

  test("each input that takes exactly one of its fields is marked so", async () => {
    const schema = await buildGatewaySchema();
    const oneOf = Object.values(schema.getTypeMap()).filter((type) => isInputObjectType(type) && type.isOneOf);
    expect(oneOf.map((type) => type.name)).toEqual(expect.arrayContaining(["VmBy", "VCenterBy", "WorkflowRequest"]));
  });
});

function silentParts(type: GraphQLNamedType): string[] {
  if (isEnumType(type)) {
    return type.getValues().flatMap(({ name, description }) => (description ? [] : [`${type.name}.${name}`]));
  }
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).flatMap(({ name, description }) =>
      description ? [] : [`${type.name}.${name}`],
    );
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap(({ name, description, args }) => [
    ...(description ? [] : [`${type.name}.${name}`]),
    ...args.flatMap((arg) => (arg.description ? [] : [`${type.name}.${name}(${arg.name})`])),
  ]);
}
