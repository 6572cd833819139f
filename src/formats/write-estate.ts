import type { Estate } from "./estate-schema.ts";

/**
 * The estate as JSON text, in pieces: what holds nothing but plain values, as a VM does, has a line of its
 * own, so that two exports compare line by line; and no piece grows with the estate, whose whole text may
 * be longer than a string can be.
 */
export function* writeEstate(estate: Estate): Generator<string> {
  const sections = Object.entries(estate);
  yield "{\n";
  for (const [index, [key, value]] of sections.entries()) {
    yield `  ${JSON.stringify(key)}: `;
    if (Array.isArray(value) && value.length > 0) yield* writeList(value);
    else yield writeValue(value, "  ");
    yield index === sections.length - 1 ? "\n" : ",\n";
  }
  yield "}\n";
}

function* writeList(items: readonly unknown[]): Generator<string> {
  yield "[\n";
  for (const [index, item] of items.entries()) {
    yield `    ${writeValue(item, "    ")}${index === items.length - 1 ? "\n" : ",\n"}`;
  }
  yield "  ]";
}

function writeValue(value: unknown, indent: string): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isPlain(value)) return writeOnOneLine(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => `${inner}${writeValue(item, inner)}`).join(",\n")}\n${indent}]`;
  }
  const members = Object.entries(value).map(
    ([key, member]) => `${inner}${JSON.stringify(key)}: ${writeValue(member, inner)}`,
  );
  return `{\n${members.join(",\n")}\n${indent}}`;
}

/** Whether it holds no object, neither itself nor in its lists. */
function isPlain(value: object): boolean {
  return Object.values(value).every(
    (member) => typeof member !== "object" || member === null || (Array.isArray(member) && isPlain(member)),
  );
}

function writeOnOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeOnOneLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${writeOnOneLine(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
