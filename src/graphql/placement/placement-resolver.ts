import { Arg, Args, Ctx, Query, Resolver } from "type-graphql";
import { Refusal } from "../../inventory/access/refusal.ts";
import { planPage } from "../../inventory/reading/page-arguments.ts";
import { pageOfList } from "../../inventory/reading/page-of-list.ts";
import type { ListedPage } from "../../inventory/reading/reader.ts";
import { listPlacements, type Placement } from "../../tasks/placements.ts";
import type { WorkflowRequest } from "../../tasks/workflow-bodies.ts";
import type { GatewayContext } from "../context.ts";
import { rowId } from "../global-id.ts";
import { toConnection } from "../list.ts";
import { PlacementArguments, PlacementConnection, type PlacementFilter, PlacementRequest } from "./placement-type.ts";

/** A preflight needs a name for what it makes; where it would go, names clash with nothing. */
const ANY_NAME = "placement";

@Resolver()
export class PlacementResolver {
  @Query(() => PlacementConnection, { description: "Every VDC, with the verdict for it as the destination, by name." })
  placements(
    @Arg("request", () => PlacementRequest, { description: "What to place." }) request: PlacementRequest,
    @Args(() => PlacementArguments) { first, after, filter }: PlacementArguments,
    @Ctx() { scope, db }: GatewayContext,
  ) {
    const plan = planPage("Vdc", { first, after });
    const list = async (): Promise<ListedPage<Placement>> => {
      const vdcFilter = { and: [filter?.vdc ?? {}, filter?.vcenter ? { vcenter: filter.vcenter } : {}] };
      const placements = await listPlacements(scope, db, requestTo(request), vdcFilter);
      const matching = placements.filter((placement) => matches(placement, filter));
      return pageOfList(plan, matching, ({ vdc }) => [vdc.name, vdc.id]);
    };
    return toConnection(list());
  }
}

function requestTo(request: PlacementRequest): (vdcId: string) => WorkflowRequest {
  const { copyVm, moveVm, copyVapp, moveVapp, instantiateVappTemplate } = request;
  if (copyVm) {
    const vm = placeVm(copyVm, "request.copyVm");
    return (vdcId) => ({ workflow: "COPY_VM", ...vm, name: ANY_NAME, vdcId, vappId: null });
  }
  if (moveVm) {
    const vm = placeVm(moveVm, "request.moveVm");
    return (vdcId) => ({ workflow: "MOVE_VM", ...vm, vdcId, vappId: null });
  }
  if (copyVapp) {
    const vapp = placeVapp(copyVapp, "request.copyVapp");
    return (vdcId) => ({ workflow: "COPY_VAPP", ...vapp, name: ANY_NAME, vdcId });
  }
  if (moveVapp) {
    const vapp = placeVapp(moveVapp, "request.moveVapp");
    return (vdcId) => ({ workflow: "MOVE_VAPP", ...vapp, vdcId });
  }
  if (instantiateVappTemplate) {
    const templateId = rowId(
      "VappTemplate",
      instantiateVappTemplate.templateId,
      "request.instantiateVappTemplate.templateId",
    );
    return (vdcId) => ({ workflow: "INSTANTIATE_VAPP_TEMPLATE", templateId, name: ANY_NAME, vdcId });
  }
  throw new Refusal("BAD_USER_INPUT", "request: found nothing to place, expected exactly one.");
}

function placeVm(input: NonNullable<PlacementRequest["copyVm"]>, path: string) {
  return { vmId: rowId("Vm", input.vmId, `${path}.vmId`), tpmProvisioning: input.tpmProvisioning ?? null };
}

function placeVapp(input: NonNullable<PlacementRequest["copyVapp"]>, path: string) {
  return { vappId: rowId("Vapp", input.vappId, `${path}.vappId`), tpmProvisioning: input.tpmProvisioning ?? null };
}

function matches({ verdict }: Placement, filter: PlacementFilter | null | undefined): boolean {
  const { decision, blockedBy } = filter ?? {};
  return compare([verdict.decision], decision ?? {}) && compare(verdict.blockedBy, blockedBy ?? {});
}

interface Comparison<V> {
  readonly eq?: V | null;
  readonly ne?: V | null;
  readonly in?: readonly V[] | null;
  readonly notIn?: readonly V[] | null;
}

function compare<V>(values: readonly V[], { eq, ne, in: oneOf, notIn }: Comparison<V>): boolean {
  return (
    (eq == null || values.includes(eq)) &&
    (ne == null || !values.includes(ne)) &&
    (oneOf == null || oneOf.some((value) => values.includes(value))) &&
    (notIn == null || !notIn.some((value) => values.includes(value)))
  );
}
