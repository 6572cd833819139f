import { Refusal } from "../../inventory/access/refusal.ts";

type Criteria = Readonly<Record<string, Readonly<Record<string, unknown>> | null | undefined>>;

/** The same comparisons as those of lists in the database: what is not known equals nothing, and differs from nothing. */
const comparators: Readonly<Record<string, (value: unknown, operand: unknown) => boolean>> = {
  eq: (value, operand) => value === operand,
  ne: (value, operand) => value !== operand,
  in: (value, operands) => (operands as unknown[]).includes(value),
  notIn: (value, operands) => !(operands as unknown[]).includes(value),
  contains: (value, operand) => String(value).includes(String(operand)),
  startsWith: (value, operand) => String(value).startsWith(String(operand)),
};

/** Whether an object that is in no table of the database matches a filter: all criteria hold. */
export function matchesFilter(object: object, filter: object, path = "filter"): boolean {
  return Object.entries(filter as Criteria).every(([field, comparison]) => {
    const value = (object as Readonly<Record<string, unknown>>)[field] ?? null;
    const comparisons = Object.entries(refuseNull(comparison, `${path}.${field}`) ?? {});
    return comparisons.every(([name, operand]) => {
      if (refuseNull(operand, `${path}.${field}.${name}`) === undefined) return true;
      const compare = comparators[name];
      if (!compare) throw new Error(`unknown comparator: ${name}`);
      return value !== null && compare(value, operand);
    });
  });
}

/** Null would silently widen the list to everything. */
function refuseNull<T>(operand: T | null, path: string): T {
  if (operand !== null) return operand;
  throw new Refusal("BAD_USER_INPUT", `${path}: found null, expected a value; leave it out where it is not to count.`);
}
