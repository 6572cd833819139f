import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findCimByGuestId, findGuestIdByCim } from "../../../src/formats/ovf/cim-guest-os.ts";
import type { OvfVirtualSystem } from "../../../src/formats/ovf/ovf-descriptor.ts";
import { parseOvf } from "../../../src/formats/ovf/parse-ovf.ts";
import { type OvfContent, writeOvf } from "../../../src/formats/ovf/write-ovf.ts";
import { descriptor } from "./arbitrary-ovf.ts";
import { deploy } from "./ovf-text.ts";

const web: OvfVirtualSystem = {
  name: "web",
  guestId: "windows2019srv_64Guest",
  firmware: "EFI",
  hardwareVersion: 19,
  tpm: true,
};
const vapp = (...virtualSystems: OvfVirtualSystem[]): OvfContent => ({ name: "shop", virtualSystems });
const roundTrip = (ovf: OvfContent) => deploy(parseOvf(writeOvf(ovf)).ovf);

describe("what is written reads back", () => {
  test("whatever the names", () => {
    fc.assert(
      fc.property(descriptor, (ovf) => {
        expect(roundTrip(ovf)).toEqual(ovf);
      }),
      { numRuns: 500 },
    );
  });

  test("a vApp that is named like its VMs", () => {
    const ovf = { name: "web", virtualSystems: [web, { ...web, name: "web-vapp", tpm: false }] };
    expect(roundTrip(ovf)).toEqual(ovf);
    const ids = [...writeOvf(ovf).matchAll(/<VirtualSystem\w* ovf:id="(.*?)"/g)].map(([, id]) => id);
    expect(ids).toEqual(["web-vapp-vapp", "web", "web-vapp"]);
  });

  test("a hundred VMs", () => {
    const ovf = vapp(...Array.from({ length: 100 }, (_, index) => ({ ...web, name: `vm-${index}` })));
    expect(roundTrip(ovf)).toEqual(ovf);
  });

  test("firmware that is not known is not written, and BIOS to every reader", () => {
    const ovf = vapp({ ...web, firmware: null });
    expect(writeOvf(ovf)).not.toContain("firmware");
    expect(roundTrip(ovf)).toEqual(vapp({ ...web, firmware: "BIOS" }));
  });

  test("and there is nothing in it to remark, and nothing to choose", () => {
    const { ovf } = parseOvf(writeOvf(vapp(web, { ...web, name: "mail", tpm: false })));
    expect(ovf).toMatchObject({ remarks: [], deploymentOptions: [] });
    expect(ovf?.virtualSystems.map(({ hardware }) => hardware)).toEqual([
      [{ firmware: "EFI", hardwareVersion: 19, tpms: [{ isOptional: true, deploymentOptions: null }] }],
      [{ firmware: "EFI", hardwareVersion: 19, tpms: [] }],
    ]);
  });

  test.each([
    ["ubuntu64Guest", 'ovf:id="94"'],
    ["rhel9_64Guest", 'ovf:id="80" ovf:version="9"'],
    ["winNetStandard64Guest", 'ovf:id="70"'],
    ["other4xLinux64Guest", 'ovf:id="101"'],
    ["fedoraGuest", 'ovf:id="36"'],
    ["windows11_64Guest", 'ovf:id="102"'],
    ["windows9Guest", 'ovf:id="1"'],
    [null, 'ovf:id="0"'],
  ])("%s is %s to a reader that does not know VMware's word", (guestId, said) => {
    const text = writeOvf(vapp({ ...web, guestId }));
    expect(text).toContain(`<OperatingSystemSection ${said}${guestId === null ? "" : ` vmw:osType="${guestId}"`}>`);
    const read = deploy(parseOvf(text.replace(/ vmw:osType=".*?"/, "")).ovf).virtualSystems[0]?.guestId;
    const cim = findCimByGuestId(guestId);
    expect(read).toBe(findGuestIdByCim(cim));
    if (findGuestIdByCim(cim) === guestId) expect(read).toBe(guestId);
  });

  test("what XML cannot say becomes the replacement character", () => {
    const ovf = vapp({ ...web, name: "a\u0000\u001b\ud800\uffff😀" });
    expect(roundTrip(ovf)).toEqual(vapp({ ...web, name: "a\ufffd\ufffd\ufffd\ufffd😀" }));
  });
});

test("a TPM placeholder for each VM that is to have a TPM, and for no other", () => {
  const text = writeOvf(vapp(web, { ...web, name: "mail", tpm: false }, { ...web, name: "database" }));
  const [before = "", ...vms] = text.split("<VirtualSystem ");
  const counts = [before, ...vms].map((part) => part.split(">vmware.vtpm<").length - 1);
  expect(counts).toEqual([0, 1, 0, 1]);
});

test("the whole text of one VM", () => {
  expect(
    writeOvf({ name: null, virtualSystems: [{ ...web, name: "R&D", hardwareVersion: 9 }] }),
  ).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1" xmlns:rasd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData" xmlns:vssd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_VirtualSystemSettingData" xmlns:vmw="http://www.vmware.com/schema/ovf">
      <References/>
      <DiskSection>
        <Info>Virtual disks</Info>
      </DiskSection>
      <NetworkSection>
        <Info>Logical networks</Info>
      </NetworkSection>
      <VirtualSystem ovf:id="R&amp;D">
        <Info>A virtual machine</Info>
        <Name>R&amp;D</Name>
        <OperatingSystemSection ovf:id="102" vmw:osType="windows2019srv_64Guest">
          <Info>The guest operating system</Info>
        </OperatingSystemSection>
        <VirtualHardwareSection>
          <Info>Virtual hardware</Info>
          <System>
            <vssd:ElementName>Virtual Hardware Family</vssd:ElementName>
            <vssd:InstanceID>0</vssd:InstanceID>
            <vssd:VirtualSystemIdentifier>R&amp;D</vssd:VirtualSystemIdentifier>
            <vssd:VirtualSystemType>vmx-09</vssd:VirtualSystemType>
          </System>
          <Item>
            <rasd:AllocationUnits>hertz * 10^6</rasd:AllocationUnits>
            <rasd:ElementName>2 virtual CPUs</rasd:ElementName>
            <rasd:InstanceID>1</rasd:InstanceID>
            <rasd:ResourceType>3</rasd:ResourceType>
            <rasd:VirtualQuantity>2</rasd:VirtualQuantity>
          </Item>
          <Item>
            <rasd:AllocationUnits>byte * 2^20</rasd:AllocationUnits>
            <rasd:ElementName>4096 MB of memory</rasd:ElementName>
            <rasd:InstanceID>2</rasd:InstanceID>
            <rasd:ResourceType>4</rasd:ResourceType>
            <rasd:VirtualQuantity>4096</rasd:VirtualQuantity>
          </Item>
          <Item ovf:required="false">
            <rasd:AutomaticAllocation>false</rasd:AutomaticAllocation>
            <rasd:ElementName>Virtual TPM</rasd:ElementName>
            <rasd:InstanceID>3</rasd:InstanceID>
            <rasd:ResourceSubType>vmware.vtpm</rasd:ResourceSubType>
            <rasd:ResourceType>1</rasd:ResourceType>
          </Item>
          <vmw:Config ovf:required="false" vmw:key="firmware" vmw:value="efi"/>
        </VirtualHardwareSection>
      </VirtualSystem>
    </Envelope>
    "
  `);
});

test("several VMs in one OVF are a vApp, and a vApp has a name", () => {
  expect(() => writeOvf({ name: null, virtualSystems: [web, { ...web, name: "mail" }] })).toThrow("a name");
});
