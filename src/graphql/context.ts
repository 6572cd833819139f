import type { Scope } from "../inventory/access/scope.ts";
import type { Database } from "../inventory/database/database.ts";
import { Reader } from "../inventory/reading/reader.ts";
import type { TaskFeed } from "../tasks/task-feed.ts";

/** What one request is answered with. */
export interface GatewayContext {
  readonly scope: Scope;
  readonly db: Database;
  readonly reader: Reader;
  readonly taskFeed: TaskFeed;
}

export function createContext(db: Database, taskFeed: TaskFeed, scope: Scope): GatewayContext {
  return { scope, db, reader: new Reader(scope, db), taskFeed };
}
