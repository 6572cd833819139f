import { depthLimit } from "@graphile/depth-limit";
import type { ValidationRule } from "graphql";

/** The longest example operation has some 300 tokens, and the introspection query some 200. */
export const MAX_TOKENS = 10_000;

/** Enough to mend a document by; the rest would be more of the same. */
export const MAX_VALIDATION_ERRORS = 20;

/**
 * The depths that a document may have. The depths of introspection are those that GraphiQL and the code
 * generators need: a type is wrapped in up to nine lists and non-nulls.
 */
export const limitDepth: ValidationRule = depthLimit({
  maxIntrospectionDepth: 16,
  maxIntrospectionListDepth: 4,
  maxDepthByFieldCoordinates: { "__Type.ofType": 10 },
  revealDetails: true,
});
