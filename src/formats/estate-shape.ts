import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { describeValue, type EstateError, estateError, type PathStep } from "./estate-error.ts";
import { PATTERN_MEANINGS } from "./estate-properties.ts";
import { type Estate, estateSchema } from "./estate-schema.ts";
import { findNearest } from "./nearest-names.ts";

/** An estate of which parts were wrong and have been taken out, so that the rest can still be judged. */
export type Draft<T> = T extends readonly (infer Item)[]
  ? readonly (Draft<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Draft<T[Key]> | undefined }
    : T;

/** The items that were not taken out, with their indexes. */
export function* itemsOf<T>(list: readonly (T | undefined)[] | undefined): Generator<[number, T]> {
  for (const [index, item] of (list ?? []).entries()) if (item !== undefined) yield [index, item];
}

/** What the JSON Schema says of one property. */
interface PropertySchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, PropertySchema>>;
  readonly required?: readonly string[];
}

type ShapeFault = ErrorObject & { readonly parentSchema?: PropertySchema };

let compiled: ValidateFunction | undefined;

/**
 * Judges a value by `schema/estate.schema.json`: every fault, and the draft that is left without them.
 * The value is given away: what is wrong is taken out of it.
 */
export function checkShape(value: unknown): { errors: EstateError[]; draft: Draft<Estate> } {
  compiled ??= new Ajv({ allErrors: true, verbose: true, strict: true, allowUnionTypes: true }).compile(estateSchema);
  if (compiled(value)) return { errors: [], draft: value as Estate };
  const faults: readonly ShapeFault[] = compiled.errors ?? [];
  const errors = new Map<string, EstateError>();
  for (const fault of faults) {
    const error = describeFault(fault, parsePointer(fault.instancePath));
    if (!errors.has(error.path)) errors.set(error.path, error);
  }
  const rootIsWrong = faults.some((fault) => fault.instancePath === "" && fault.keyword === "type");
  if (rootIsWrong) return { errors: [...errors.values()], draft: {} };
  for (const fault of faults) removeFault(value, fault);
  return { errors: [...errors.values()], draft: value as Draft<Estate> };
}

function describeFault(fault: ShapeFault, path: readonly PathStep[]): EstateError {
  const schema = fault.parentSchema ?? {};
  const found = describeValue(fault.data);
  switch (fault.keyword) {
    case "required": {
      const missing: string = fault.params.missingProperty;
      return estateError([...path, missing], "nothing", describeExpected(schema.properties?.[missing] ?? {}));
    }
    case "additionalProperties": {
      const key: string = fault.params.additionalProperty;
      const known = Object.keys(schema.properties ?? {});
      const nearest = findNearest(key, known);
      const advice = nearest === undefined ? "" : `: did you mean ${JSON.stringify(nearest)}?`;
      return estateError([...path, key], "an unknown key", `one of ${known.join(", ")}`, advice);
    }
    case "uniqueItems": {
      const index = Math.max(fault.params.i, fault.params.j);
      const item = Array.isArray(fault.data) ? describeValue(fault.data[index]) : found;
      return estateError([...path, index], `${item} again`, "each name once");
    }
    case "minItems":
      return estateError(path, "an empty list", "at least one name", ", or leave the key out where it is not known");
    default: {
      const advice = fault.data === null && isOptional(fault) ? ", or leave the key out where it is not known" : "";
      return estateError(path, found, describeExpected(schema, fault.keyword), advice);
    }
  }
}

/** Whether the schema of the object around the fault can do without it. */
function isOptional(fault: ShapeFault): boolean {
  const steps = fault.schemaPath.split("/").slice(1, -1);
  const key = steps.pop();
  if (key === undefined) return false;
  let schema: unknown = estateSchema;
  for (const step of steps.slice(0, -1)) schema = isContainer(schema) ? schema[step] : undefined;
  return isContainer(schema) && Array.isArray(schema.required) && !schema.required.includes(key);
}

function describeExpected(schema: PropertySchema, keyword = "type"): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return `one of ${schema.enum.map(String).join(", ")}`;
  if (keyword === "pattern") return PATTERN_MEANINGS[schema.pattern ?? ""] ?? `text like ${schema.pattern}`;
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  return types.map((type) => describeType(type, schema)).join(" or ");
}

function describeType(type: string, schema: PropertySchema): string {
  switch (type) {
    case "object":
      return `an object with ${(schema.required ?? []).join(", ")}`;
    case "array":
      return "a list";
    case "boolean":
      return "true or false";
    case "integer":
      return `a whole number from ${schema.minimum} to ${schema.maximum}`;
    case "string":
      if (schema.maxLength !== undefined) return `text of ${schema.minLength} to ${schema.maxLength} characters`;
      return schema.minLength === undefined ? "text" : "text that is not empty";
    default:
      return type;
  }
}

/** A list that is too short or has a name twice is still a list of names; an unknown key harms nothing. */
const HARMLESS = new Set(["required", "additionalProperties", "uniqueItems", "minItems"]);

function removeFault(value: unknown, fault: ShapeFault): void {
  if (HARMLESS.has(fault.keyword)) return;
  const path = parsePointer(fault.instancePath);
  const last = path.pop();
  if (last === undefined) return;
  let parent = value;
  for (const step of path) parent = isContainer(parent) ? parent[step] : undefined;
  if (isContainer(parent)) parent[last] = undefined;
}

function isContainer(value: unknown): value is Record<PathStep, unknown> {
  return typeof value === "object" && value !== null;
}

/** The steps of a JSON Pointer; all digits are an index, for no key of an estate is a number. */
function parsePointer(pointer: string): PathStep[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll("~1", "/").replaceAll("~0", "~")));
}
