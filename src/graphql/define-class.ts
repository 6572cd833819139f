import type { ClassType } from "type-graphql";

/** A class under a name that is made, as TypeGraphQL needs one for each GraphQL type. */
export function defineClass<T extends object = object>(name: string, Base: ClassType<object> = class {}): ClassType<T> {
  return { [name]: class extends Base {} }[name] as ClassType<T>;
}
