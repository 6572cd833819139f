import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OvfDescriptor, OvfVirtualSystem } from "../../../src/formats/ovf/ovf-descriptor.ts";
import { parseOvf } from "../../../src/formats/ovf/parse-ovf.ts";
import { writeOvf } from "../../../src/formats/ovf/write-ovf.ts";
import { descriptor } from "./arbitrary-ovf.ts";

const web: OvfVirtualSystem = {
  name: "web",
  guestId: "windows2019srv_64Guest",
  firmware: "EFI",
  hardwareVersion: 19,
  tpm: true,
};
const vapp = (...virtualSystems: OvfVirtualSystem[]): OvfDescriptor => ({ name: "shop", virtualSystems });
const roundTrip = (ovf: OvfDescriptor) => parseOvf(writeOvf(ovf));

describe("what is written reads back", () => {
  test("whatever the names", () => {
    fc.assert(
      fc.property(descriptor, (ovf) => {
        expect(roundTrip(ovf)).toEqual({ ovf, errors: [] });
      }),
      { numRuns: 500 },
    );
  });

  test("a vApp that is named like its VMs", () => {
    const ovf = { name: "web", virtualSystems: [web, { ...web, name: "web-vapp", tpm: false }] };
    expect(roundTrip(ovf)).toEqual({ ovf, errors: [] });
    const ids = [...writeOvf(ovf).matchAll(/<VirtualSystem\w* ovf:id="(.*?)"/g)].map(([, id]) => id);
    expect(ids).toEqual(["web-vapp-vapp", "web", "web-vapp"]);
  });

  test("a hundred VMs", () => {
    const ovf = vapp(...Array.from({ length: 100 }, (_, index) => ({ ...web, name: `vm-${index}` })));
    expect(roundTrip(ovf)).toEqual({ ovf, errors: [] });
  });

  test("firmware that is not known is not written, and BIOS to every reader", () => {
    const ovf = vapp({ ...web, firmware: null });
    expect(writeOvf(ovf)).not.toContain("firmware");
    expect(roundTrip(ovf)).toEqual({ ovf: vapp({ ...web, firmware: "BIOS" }), errors: [] });
  });

  test("what XML cannot say becomes the replacement character", () => {
    const ovf = vapp({ ...web, name: "a\u0000\u001b\ud800\uffff😀" });
    expect(roundTrip(ovf)).toEqual({ ovf: vapp({ ...web, name: "a\ufffd\ufffd\ufffd\ufffd😀" }), errors: [] });
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
        <OperatingSystemSection ovf:id="1" vmw:osType="windows2019srv_64Guest">
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
