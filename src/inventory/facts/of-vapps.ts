import { eq } from "drizzle-orm";
import { vms } from "../../../schema/tables/index.ts";
import type { Scope } from "../access/scope.ts";
import type { Connection } from "../database/database.ts";
import { findVapp } from "./destination.ts";
import { findVms } from "./subjects.ts";

export type FoundVapp = Awaited<ReturnType<typeof findVappWithVms>>;

/** A vApp with all of its VMs: the whole of it goes, and each VM is judged. */
export async function findVappWithVms(scope: Scope, connection: Connection, vappId: string) {
  const vapp = await findVapp(scope, connection, vappId);
  return { ...vapp, members: await findVms(scope, connection, eq(vms.vappId, vappId)) };
}
