import { beforeAll, describe, expect, test } from "vitest";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";
import { idOf } from "../support/workflows.ts";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});

interface NewHardware {
  readonly guestId: string;
  readonly firmware: string;
  readonly hardwareVersion: number;
}

async function ask(vdc: string, hardware: NewHardware) {
  const { tpmOption } = await gateway.ask(
    `query ($vdcId: ID!, $guestId: String!, $firmware: Firmware!, $hardwareVersion: Int!) {
      tpmOption(vdcId: $vdcId, guestId: $guestId, firmware: $firmware, hardwareVersion: $hardwareVersion) {
        visible attachable verdict { workflow decision blockedBy } } }`,
    { vdcId: await idOf(gateway, "vdc", vdc), ...hardware },
  );
  return tpmOption;
}

const WINDOWS: NewHardware = { guestId: "windows2019srv_64Guest", firmware: "EFI", hardwareVersion: 17 };

describe("the TPM option of a VM that is yet to be", () => {
  test.each([
    ["fits", "gold-a", WINDOWS, true, "ALLOWED", []],
    ["has BIOS", "gold-a", { ...WINDOWS, firmware: "BIOS" }, false, "BLOCKED", ["FIRMWARE_IS_EFI"]],
    [
      "has an old guest OS",
      "gold-a",
      { ...WINDOWS, guestId: "winVistaGuest" },
      false,
      "BLOCKED",
      ["GUEST_OS_SUPPORTS_TPM"],
    ],
    ["has a guest OS in no table", "gold-a", { ...WINDOWS, guestId: "acmeOs" }, false, "UNDETERMINED", []],
    ["has old hardware", "gold-a", { ...WINDOWS, hardwareVersion: 13 }, true, "BLOCKED", ["HARDWARE_VERSION_14"]],
    ["goes where the key provider is not reached", "silver-c", WINDOWS, true, "BLOCKED", ["VDC_SUPPORTS_TPM"]],
    ["goes where the key provider is not backed up", "native-a", WINDOWS, true, "BLOCKED", ["VDC_SUPPORTS_TPM"]],
  ])("where it %s", async (_when, vdc, hardware, visible, decision, blockedBy) => {
    expect(await ask(vdc, hardware)).toEqual({
      visible,
      attachable: decision === "ALLOWED",
      verdict: { workflow: "CREATE_VM", decision, blockedBy },
    });
  });
});

const DEVICES = `tpmOptionVisible tpmAttachable attachVerdict { workflow decision blockedBy rulesVersion }
  attachFindings(outcomes: [BLOCK, UNKNOWN]) { rule }`;

test.each([
  ["plainVm", true, []],
  ["biosVm", false, ["FIRMWARE_IS_EFI"]],
  ["snapshotVm", true, ["NO_SNAPSHOTS_TO_CHANGE_TPM"]],
  ["suspendedVm", true, ["POWERED_OFF_TO_CHANGE_TPM"]],
  ["linkedCloneVm", true, ["LINKED_CLONE_KEEPS_ITS_TPM"]],
  ["ericTpmVm", true, ["ONE_TPM_PER_VM"]],
])("a TPM can be attached to %s only where the whole verdict allows it now", async (name, visible, blockedBy) => {
  const { vm } = await gateway.ask(
    `query ($name: String!) { vm(by: {name: $name}) { securityDevices { ${DEVICES} } } }`,
    { name },
  );
  const { attachVerdict, attachFindings, ...devices } = vm.securityDevices;
  expect(attachVerdict).toMatchObject({ workflow: "RECONFIGURE_VM", blockedBy });
  expect(devices).toEqual({ tpmOptionVisible: visible, tpmAttachable: blockedBy.length === 0 });
  expect(attachFindings.map(({ rule }: { rule: string }) => rule)).toEqual(blockedBy);
});
