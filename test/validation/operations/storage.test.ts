import { expect, test } from "vitest";
import {
  refuseDatastoreName,
  refuseUnmounting,
  refuseUnreachable,
} from "../../../src/validation/operations/storage.ts";

const of = { vcenter: "vc-a", cluster: "cl-1" };

test("a vCenter knows a volume by one name", () => {
  const known = { vcenter: "vc-a", datastore: "ds-1" };
  expect(refuseDatastoreName(known, null)).toBeNull();
  expect(refuseDatastoreName(known, "ds-1")).toBeNull();
  expect(refuseDatastoreName(known, "DS-1")).toEqual({
    code: "INVALID_VALUE",
    what: { id: "datastore-has-other-name", ...known, asked: "DS-1" },
  });
});

test.each([
  [true, { VM: 0 }, null],
  [true, {}, null],
  [true, { VM: 1 }, "STORAGE_IN_USE"],
  [false, { VM: 0 }, "NOT_MOUNTED"],
  [false, { VM: 0, "unmanaged VM": 1 }, "STORAGE_IN_USE"],
])("unmounting a volume, mounted: %s, with files of %o, answers %s", (mounted, users, code) => {
  expect(refuseUnmounting({ volume: "v", of, mounted }, users)?.code ?? null).toBe(code);
});

test.each([
  [true, true, true, null],
  [true, false, true, "NOT_MOUNTED"],
  [true, false, false, "NOT_MOUNTED"],
  [false, true, true, null],
  [false, false, true, null],
  [false, false, false, "NOT_MOUNTED"],
])("files on a volume, storage inventoried: %s, mounted: %s, known: %s, answer %s", (...row) => {
  const [storageInventoried, mounted, known, code] = row;
  const fine = { volume: "fine", of, storageInventoried, mounted: true, known: true };
  const refusal = refuseUnreachable([fine, { volume: "v", of, storageInventoried, mounted, known }]);
  expect(refusal?.code ?? null).toBe(code);
  if (refusal) expect(refusal.what).toEqual({ id: "volume-not-reachable", volume: "v", of });
});
