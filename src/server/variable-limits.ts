import type { ApolloServerPlugin } from "@apollo/server";
import { GraphQLError, type ValidationRule } from "graphql";
import { recogniseFile } from "../formats/ovf/recognise-file.ts";

/** What Postgres holds as text: no NUL, and (in UTF-8) no half of a surrogate pair. */
const UNSTORABLE = /\0|\p{Surrogate}/u;
const UNSTORABLE_TEXT = "found text with a NUL character or an unpaired surrogate, expected text without";

/** Who sends the bytes of a file for the text in it is told which file that is. */
function describeUnstorable(text: string): string | null {
  if (!UNSTORABLE.test(text)) return null;
  const file = recogniseFile(text);
  return file ? `found ${file.found}, expected ${file.expected}` : UNSTORABLE_TEXT;
}

/** A filter is the deepest of inputs, and 20 deep at the most; each level costs stack wherever it is read. */
const MAX_DEPTH = 64;

/** Nothing that is asked for or recorded can have such text in it, so that no field needs to look. */
export const refuseUnstorableLiterals: ValidationRule = (context) => ({
  StringValue(node) {
    const fault = describeUnstorable(node.value);
    if (fault) context.reportError(new GraphQLError(`In a literal: ${fault}.`, { nodes: node }));
  },
});

export const limitVariables: ApolloServerPlugin = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ request }) => {
      const fault = findFault(request.variables, "", 0);
      if (fault === null) return;
      throw new GraphQLError(`${fault}.`, { extensions: { code: "BAD_USER_INPUT", http: { status: 400 } } });
    },
  }),
};

/** The first thing wrong with a variable's value, by its path: `input.name` or `ids[1]`. */
function findFault(value: unknown, path: string, depth: number): string | null {
  if (typeof value === "string") {
    const fault = describeUnstorable(value);
    return fault && `${path}: ${fault}`;
  }
  if (typeof value !== "object" || value === null) return null;
  if (depth > MAX_DEPTH) {
    return `${path.slice(0, 40)}…: found an input more than ${MAX_DEPTH} deep, expected a flatter one`;
  }
  for (const [key, part] of Object.entries(value)) {
    const at = Array.isArray(value) ? `${path}[${key}]` : `${path}${path && "."}${key}`;
    const fault = findFault(part, at, depth + 1);
    if (fault !== null) return fault;
  }
  return null;
}
