import type { Database } from "../inventory/database.ts";
import { Reader } from "../inventory/reader.ts";
import type { Scope } from "../inventory/scope.ts";

/** What one request is answered with. */
export interface GatewayContext {
  readonly scope: Scope;
  readonly db: Database;
  readonly reader: Reader;
}

export function createContext(db: Database, scope: Scope): GatewayContext {
  return { scope, db, reader: new Reader(scope, db) };
}
