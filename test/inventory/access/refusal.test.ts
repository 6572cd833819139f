import { expect, test } from "vitest";
import { Refusal } from "../../../src/inventory/access/refusal.ts";

test.each([
  ['input.vmId: found "x", expected an id that this API gave.', ["vmId"]],
  ["input.vms[0].templateVmId: the template has no VM with this id.", ["vms", "0", "templateVmId"]],
  ["vmId: there is no VM with this id.", ["vmId"]],
  ["idempotencyKey: found a NUL character, expected 1 to 255 characters.", ["idempotencyKey"]],
  ["input.ovf: line 3: an element is not closed.\ninput.ovf: there is no VirtualSystem.", ["ovf"]],
  ["input: found both vdcId and vappId, expected exactly one of them.", null],
  ["Only its own organization may publish catalog acme: images.", null],
  ["first, last: found both, expected one of them.", null],
])("the field at fault is the path that the message begins with: %s", (message, field) => {
  expect(new Refusal("BAD_USER_INPUT", message).field).toEqual(field);
});
