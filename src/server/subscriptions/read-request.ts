import type { FastifyRequest } from "fastify";
import type { SubscriptionRequest } from "./check-subscription.ts";

/** What an HTTP request asks for, or what is wrong with how it does: in its JSON body, or by GET in its query string. */
export function readRequest(request: FastifyRequest): SubscriptionRequest | { readonly problem: string } {
  const parameters = request.method === "GET" ? readQueryString(request.query) : request.body;
  if (!isObject(parameters)) return problem("body", parameters, "a JSON object");
  const { query, operationName, variables } = parameters;
  if (typeof query !== "string") return problem("query", query, "the text of a GraphQL document");
  if (operationName != null && typeof operationName !== "string")
    return problem("operationName", operationName, "a text");
  if (variables != null && !isObject(variables)) return problem("variables", variables, "a JSON object");
  return { query, operationName, variables };
}

function readQueryString(parameters: unknown): unknown {
  if (!isObject(parameters) || typeof parameters.variables !== "string") return parameters;
  try {
    return { ...parameters, variables: JSON.parse(parameters.variables) };
  } catch {
    return parameters;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function problem(name: string, found: unknown, expected: string): { readonly problem: string } {
  const text = found === undefined ? "nothing" : JSON.stringify(found).slice(0, 100);
  return { problem: `${name}: found ${text}, expected ${expected}.` };
}
