import { block, pass, type WholeRule } from "../rule.ts";

export const sameOrganization: WholeRule = {
  id: "same-organization",
  title: "Source and destination belong to one organization",
  checks:
    "A VM or a vApp is copied, moved or captured within its organization. Across organizations the way is a shared catalog.",
  source: "VCD tenant guide: move a virtual machine to another vApp (GUID-25CE251B); share a catalog.",
  scope: "WHOLE",
  judge({ source, destination }) {
    const [from = "", to = ""] = [source?.organization, destination?.organization];
    if (from === to) return [pass({ id: "organization-is-the-same", organization: from })];
    return [
      block({ id: "organization-is-another", source: from, destination: to }, [
        { action: "USE_SHARED_CATALOG", organization: to },
      ]),
    ];
  },
};
