import { GraphQLDateTime } from "graphql-scalars";
import { type ClassType, Field, ID, InputType } from "type-graphql";
import { defineClass } from "./define-class.ts";

/** Comparators of a text field; all that are given must hold. Text compares exactly, case included. */
@InputType({ description: "Compares text exactly and case-sensitively. All given comparisons must hold." })
export class StringFilter {
  @Field(() => String, { nullable: true, description: "Is this." })
  eq?: string;

  @Field(() => String, { nullable: true, description: "Is not this." })
  ne?: string;

  @Field(() => [String], { nullable: true, description: "Is one of these." })
  in?: string[];

  @Field(() => [String], { nullable: true, description: "Is none of these." })
  notIn?: string[];

  @Field(() => String, { nullable: true, description: "Contains this text." })
  contains?: string;

  @Field(() => String, { nullable: true, description: "Starts with this text." })
  startsWith?: string;
}

@InputType({ description: "Compares an ID. All given comparisons must hold. A missing ID matches none of them." })
export class IdFilter {
  @Field(() => ID, { nullable: true, description: "Is this." })
  eq?: string;

  @Field(() => [ID], { nullable: true, description: "Is one of these." })
  in?: string[];
}

@InputType({ description: "Compares a time. All given comparisons must hold. A missing time matches none of them." })
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

/** Comparators of an enum: `TaskStatusFilter` for TaskStatus. */
export function defineEnumFilter(name: string, enumType: object): ClassType<object> {
  const filterName = `${name}Filter`;
  const Filter = defineClass(filterName);
  InputType(filterName, { description: `Compares a ${name}. All given comparisons must hold.` })(Filter);
  const field = (key: string, type: () => object, description: string) =>
    Field(type, { nullable: true, description })(Filter.prototype, key);
  field("eq", () => enumType, "Is this.");
  field("ne", () => enumType, "Is not this.");
  field("in", () => [enumType], "Is one of these.");
  field("notIn", () => [enumType], "Is none of these.");
  return Filter;
}
