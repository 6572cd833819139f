import type { MoveVappTemplateRequest } from "../../inventory/facts/workflow-request.ts";
import { findMachinesOfTemplate } from "../../inventory/machines/read-machines.ts";
import {
  placeTemplateFiles,
  releaseTemplateFiles,
  updateCatalogOfTemplate,
} from "../../inventory/machines/write-templates.ts";
import { invariant } from "../../validation/invariant.ts";
import type { Effect } from "./effect.ts";
import { chooseFiles } from "./machines.ts";

/** The very template, as it was captured, in another catalog and on that catalog's storage. */
export const moveVappTemplate: Effect<MoveVappTemplateRequest> = async (transaction, { request, gathered }) => {
  const { templateId, catalogId } = request;
  const { source, destination } = gathered;
  invariant(source && destination, "a template moves from a catalog to a catalog");
  const place = { catalogId, vcenterId: destination.vcenter.id };
  if (source.cluster.id === destination.cluster.id) {
    await updateCatalogOfTemplate(transaction, templateId, place);
  } else {
    const machines = await findMachinesOfTemplate(transaction, templateId);
    await releaseTemplateFiles(transaction, templateId);
    await updateCatalogOfTemplate(transaction, templateId, place);
    const files = await chooseFiles(transaction, destination.cluster.id, machines);
    await placeTemplateFiles(transaction, place.vcenterId, files);
  }
  return { type: "VappTemplate", id: templateId };
};
