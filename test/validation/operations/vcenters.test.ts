import { expect, test } from "vitest";
import { refuseUnlessConnected, refuseVersion } from "../../../src/validation/operations/vcenters.ts";

test("every vCenter concerned has to be connected; the first that is not is named", () => {
  const on = { name: "vc-a", status: "CONNECTED" } as const;
  expect(refuseUnlessConnected([])).toBeNull();
  expect(refuseUnlessConnected([on])).toBeNull();
  for (const status of ["DISCONNECTED", "UNKNOWN"] as const) {
    expect(refuseUnlessConnected([on, { name: "vc-b", status }, { name: "vc-c", status }])).toEqual({
      code: "VCENTER_NOT_CONNECTED",
      what: { id: "vcenter-not-connected", vcenter: "vc-b", status },
    });
  }
});

test.each([null, "8.0.2", "7.0U2", "7.0 Update 2"])("%s is a version, or none", (version) => {
  expect(refuseVersion(version)).toBeNull();
});

test.each(["", "eight", "8"])("%j is no version", (version) => {
  expect(refuseVersion(version)).toEqual({ code: "INVALID_VALUE", what: { id: "not-a-vcenter-version", version } });
});
