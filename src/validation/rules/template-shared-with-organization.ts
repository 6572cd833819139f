import { block, notApplicable, pass, type WholeRule } from "../rule.ts";

export const templateSharedWithOrganization: WholeRule = {
  id: "template-shared-with-organization",
  title: "The template is shared with the organization",
  checks: "The template's catalog belongs to the destination's organization, or is published.",
  source:
    "VCD: publish a catalog (GUID-8256F01D); an organization uses its own catalogs and those that are published to it.",
  scope: "WHOLE",
  judge({ template, destination }) {
    const organization = destination?.organization;
    if (template === null || organization === undefined) return [notApplicable({ id: "no-template-is-synchronised" })];
    const said = { template: template.name, catalog: template.catalog };
    if (template.published || template.organization === organization)
      return [pass({ id: "template-is-shared", ...said })];
    return [
      block({ id: "template-is-not-shared", ...said, organization }, [
        { action: "PUBLISH_CATALOG", catalog: template.catalog },
      ]),
    ];
  },
};
