import { eq } from "drizzle-orm";
import { vms } from "../../../schema/tables/index.ts";
import type { Scope } from "../access/scope.ts";
import type { Connection } from "../database/database.ts";
import { askFor, assembleFacts } from "./assembly.ts";
import { findCatalogToFill } from "./catalogs.ts";
import { findVapp, findVdc } from "./destination.ts";
import type { GatheredFacts } from "./gathered-facts.ts";
import { gatherVms } from "./subjects.ts";
import type { CaptureVappRequest, CopyVappRequest, MoveVappRequest } from "./workflow-request.ts";

/** The whole vApp goes, into a VDC or a catalog: each of its VMs is judged. */
export async function gatherVappToPlace(
  scope: Scope,
  connection: Connection,
  request: CopyVappRequest | MoveVappRequest | CaptureVappRequest,
): Promise<GatheredFacts> {
  const source = await findVapp(scope, connection, request.vappId);
  const gathered = await gatherVms(scope, connection, eq(vms.vappId, request.vappId));
  const destination =
    request.workflow === "CAPTURE_VAPP"
      ? await findCatalogToFill(scope, connection, request.catalogId)
      : await findVdc(scope, connection, request.vdcId);
  return assembleFacts(connection, {
    workflow: request.workflow,
    source,
    destination,
    request: askFor(request.tpmProvisioning),
    subjects: gathered.map((vm) => vm.subject),
  });
}
