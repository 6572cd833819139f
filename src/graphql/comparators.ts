import { GraphQLDateTime } from "graphql-scalars";
import { Field, ID, InputType } from "type-graphql";

/** Comparators of a text field; all that are given must hold. Text compares exactly, case included. */
@InputType({ description: "Compares a text, exactly and with its case; all that are given must hold." })
export class StringFilter {
  @Field(() => String, { nullable: true, description: "Is this." })
  eq?: string;

  @Field(() => String, { nullable: true, description: "Is not this." })
  ne?: string;

  @Field(() => [String], { nullable: true, description: "Is one of these." })
  in?: string[];

  @Field(() => [String], { nullable: true, description: "Is none of these." })
  notIn?: string[];

  @Field(() => String, { nullable: true, description: "Has this somewhere in it." })
  contains?: string;

  @Field(() => String, { nullable: true, description: "Begins with this." })
  startsWith?: string;
}

@InputType({ description: "Compares an id; all that are given must hold. What has no id is neither." })
export class IdFilter {
  @Field(() => ID, { nullable: true, description: "Is this." })
  eq?: string;

  @Field(() => [ID], { nullable: true, description: "Is one of these." })
  in?: string[];
}

@InputType({ description: "Compares a time; all that are given must hold. What has no time yet is neither." })
export class DateTimeFilter {
  @Field(() => GraphQLDateTime, { nullable: true, description: "Is later than this." })
  gt?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: "Is this, or later." })
  gte?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: "Is earlier than this." })
  lt?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: "Is this, or earlier." })
  lte?: Date;
}

export interface EnumFilterClass {
  new (): object;
}

/** Comparators of an enum: `TaskStatusFilter` for TaskStatus. */
export function defineEnumFilter(name: string, enumType: object): EnumFilterClass {
  const filterName = `${name}Filter`;
  const Filter = { [filterName]: class {} }[filterName] as EnumFilterClass;
  InputType(filterName, { description: `Compares a ${name}; all that are given must hold.` })(Filter);
  const field = (key: string, type: () => object, description: string) =>
    Field(type, { nullable: true, description })(Filter.prototype, key);
  field("eq", () => enumType, "Is this.");
  field("ne", () => enumType, "Is not this.");
  field("in", () => [enumType], "Is one of these.");
  field("notIn", () => [enumType], "Is none of these.");
  return Filter;
}
