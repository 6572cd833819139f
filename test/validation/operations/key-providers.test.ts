import { expect, test } from "vitest";
import { refuseRepeatedServer, refuseUnregistering } from "../../../src/validation/operations/key-providers.ts";

test("the servers of a key provider have different names", () => {
  const named = (...names: string[]) => names.map((name) => ({ name }));
  expect(refuseRepeatedServer([])).toBeNull();
  expect(refuseRepeatedServer(named("a", "b", "A"))).toBeNull();
  expect(refuseRepeatedServer(named("a", "b", "b", "a"))).toEqual({
    code: "INVALID_VALUE",
    what: { id: "servers-of-one-name", name: "b" },
  });
});

const NO_USE = { vcenter: "vc-a", keyProvider: "kp-1", defaultOf: [], encrypted: { VM: 0, "template VM": 0 } };

test("a key provider that nothing depends on is taken off its vCenter", () => {
  expect(refuseUnregistering(NO_USE, false)).toBeNull();
});

test("one that encrypts something stays, unless forced", () => {
  const use = { ...NO_USE, encrypted: { VM: 0, "template VM": 2 } };
  expect(refuseUnregistering(use, true)).toBeNull();
  expect(refuseUnregistering(use, false)).toEqual({
    code: "KMS_IN_USE",
    what: { id: "key-provider-encrypts", vcenter: "vc-a", keyProvider: "kp-1", encrypted: use.encrypted },
  });
});

test("a default stays, even forced", () => {
  const defaultOf = [{ vcenter: "vc-a", cluster: "cl-1" }];
  expect(refuseUnregistering({ ...NO_USE, defaultOf }, true)).toEqual({
    code: "KMS_IN_USE",
    what: { id: "key-provider-is-default", keyProvider: "kp-1", owners: defaultOf },
  });
});
