import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { parseOvf } from "../../../src/formats/ovf/parse-ovf.ts";
import { deploy, envelope, TPM_ITEM, vmWith } from "./ovf-text.ts";

async function parseFixture(name: string) {
  const { ovf, errors } = parseOvf(await readFile(new URL(`fixtures/${name}`, import.meta.url), "utf8"));
  expect(errors).toEqual([]);
  return { ...deploy(ovf), remarks: ovf?.remarks };
}

function parseVm(text: string) {
  const { ovf, errors } = parseOvf(text);
  expect(errors).toEqual([]);
  const { virtualSystems } = deploy(ovf);
  expect(virtualSystems).toHaveLength(1);
  return virtualSystems[0];
}

describe("descriptors as products write them", () => {
  test("vCenter 8: a Windows Server with a TPM, and the file of its NVRAM", async () => {
    expect(await parseFixture("vcenter-8-windows-server.ovf")).toEqual({
      name: null,
      virtualSystems: [
        { name: "payroll-2019", guestId: "windows2019srv_64Guest", firmware: "EFI", hardwareVersion: 20, tpm: true },
      ],
      remarks: [
        {
          kind: "NVRAM_LEFT_OUT",
          virtualSystem: "payroll-2019",
          found: '<vmw:ExtraConfig> "nvram" with "ovf:/file/file2"',
          line: 88,
          column: 7,
        },
      ],
    });
  });

  test("VCD: a vApp of three, one in a vApp within it; prefixes that mean something else elsewhere", async () => {
    expect(await parseFixture("vcd-vapp-of-three.ovf")).toMatchObject({
      name: "Shop & stock",
      virtualSystems: [
        { name: "web", guestId: "ubuntu64Guest", firmware: "EFI", hardwareVersion: 13, tpm: true },
        { name: "database", guestId: "rhel9_64Guest", firmware: "BIOS", hardwareVersion: 19, tpm: false },
        { name: "mail", guestId: null, firmware: null, hardwareVersion: null, tpm: false },
      ],
      remarks: [{ kind: "VAPP_IN_VAPP", found: '<o:VirtualSystemCollection> "storage-tier" with 1 VM' }],
    });
  });

  test("VirtualBox: neither guest id nor hardware version, vSphere's default firmware; its own words are remarked", async () => {
    expect(await parseFixture("virtualbox-debian.ovf")).toMatchObject({
      name: null,
      virtualSystems: [{ name: "debian", guestId: null, firmware: "BIOS", hardwareVersion: null, tpm: false }],
      remarks: [
        { kind: "SETTING_NOT_READ", virtualSystem: "debian", found: '<Firmware> of type "EFI"' },
        { kind: "TPM_NOT_READ", virtualSystem: "debian", found: '<TrustedPlatformModule> of type "v2_0"' },
      ],
    });
  });

  test("OVF 2.0: the default deployment option, and the newest of the alternative hardware sections", async () => {
    expect(await parseFixture("sized-appliance.ovf")).toMatchObject({
      name: "appliance",
      virtualSystems: [
        { name: "front", guestId: "otherGuest", firmware: "EFI", hardwareVersion: 21, tpm: true },
        { name: "back", guestId: null, firmware: "BIOS", hardwareVersion: 21, tpm: false },
      ],
      remarks: [
        { kind: "TPM_WITHOUT_RESOURCE_TYPE", virtualSystem: "front" },
        { kind: "TPM_WITHOUT_RESOURCE_TYPE", virtualSystem: "back" },
      ],
    });
  });
});

describe("names", () => {
  test.each([
    ["the Name, where there is one", `ovf:id="vm-1"><Name>web</Name`, "web"],
    ["the ovf:id, where there is none", `ovf:id="vm-1"`, "vm-1"],
    ["the ovf:id, where the Name is empty", `ovf:id="vm-1"><Name> </Name`, "vm-1"],
    ["a Name without an ovf:id", `><Name>web</Name`, "web"],
    ["a Name without the blanks around it", `ovf:id="vm-1"><Name>\n  web 1\n</Name`, "web 1"],
    ["a Name with its blanks, if it says so", `ovf:id="vm-1"><Name xml:space="preserve"> web </Name`, " web "],
    ["the ovf:id for a Name of blanks alone", `ovf:id="vm-1"><Name xml:space="preserve">  </Name`, "vm-1"],
    ["references and CDATA", `ovf:id="1"><Name>a&amp;b &#x1F600;<!-- & --><![CDATA[<&>]]></Name`, "a&b 😀<&>"],
    ["no Name of another namespace", `ovf:id="vm-1"><vmw:Name>web</vmw:Name`, "vm-1"],
    ["255 characters outside of the basic plane", `ovf:id="${"😀".repeat(255)}"`, "😀".repeat(255)],
  ])("%s", (_what, start, name) => {
    expect(parseVm(envelope(`<VirtualSystem ${start}></VirtualSystem>`))?.name).toBe(name);
  });
});

describe("hardware", () => {
  test.each([
    ["nothing said is BIOS", "", "BIOS"],
    ["efi", `<vmw:Config vmw:key="firmware" vmw:value="efi"/>`, "EFI"],
    ["in any case", `<vmw:Config ovf:required="false" vmw:key="firmware" vmw:value="BIOS"/>`, "BIOS"],
    ["said twice alike", `<vmw:Config vmw:key="firmware" vmw:value="efi"/>`.repeat(2), "EFI"],
    ["said in another namespace is not said", `<Config vmw:key="firmware" vmw:value="efi"/>`, "BIOS"],
    ["said of a device is not said", `<Item><vmw:Config vmw:key="firmware" vmw:value="efi"/></Item>`, "BIOS"],
  ])("firmware: %s", (_what, hardware, firmware) => {
    expect(parseVm(vmWith(hardware))?.firmware).toBe(firmware);
  });

  test.each([
    ["vmx-07", 7],
    ["vmx-9 vmx-14", 14],
    ["vmx-19\n vmx-21, vmx-20", 21],
    ["VMX-15", 15],
    ["xen-3 vmx-11", 11],
    ["virtualbox-2.2", null],
    ["", null],
  ])("hardware version: %j", (type, hardwareVersion) => {
    const system = `<System><vssd:VirtualSystemType>${type}</vssd:VirtualSystemType></System>`;
    expect(parseVm(vmWith(system))?.hardwareVersion).toBe(hardwareVersion);
  });

  test.each([
    ["an item of the sub-type", TPM_ITEM, true],
    ["in any case, with blanks", TPM_ITEM.replace("vmware.vtpm", " VMWARE.VTPM "), true],
    ["not required is there all the same", TPM_ITEM.replace("<Item>", `<Item ovf:required="false">`), true],
    ["another sub-type", TPM_ITEM.replace("vmware.vtpm", "vmware.vtpm.other"), false],
    ["a sub-type of another namespace", TPM_ITEM.replaceAll("rasd:", "vssd:"), false],
    ["an item of another namespace", TPM_ITEM.replaceAll("Item>", "vmw:Item>"), false],
    ["an option that nobody chose", TPM_ITEM.replace("<Item>", `<Item ovf:configuration="large">`), false],
  ])("TPM: %s", (_what, hardware, tpm) => {
    expect(parseVm(vmWith(hardware))?.tpm).toBe(tpm);
  });
});

test("a byte order mark is no part of the descriptor", () => {
  expect(parseVm(`\ufeff${vmWith(TPM_ITEM)}`)?.tpm).toBe(true);
});

test("lines may end as on any system", () => {
  expect(parseVm(vmWith(TPM_ITEM).replaceAll("\n", "\r\n"))?.tpm).toBe(true);
});

describe("guest OS", () => {
  test.each([
    ['ovf:id="94"', "ubuntu64Guest"],
    ['ovf:id="94" ovf:version="22.04"', "ubuntu64Guest"],
    ['ovf:id="80" ovf:version="8"', "rhel8_64Guest"],
    ['ovf:id=" 80 " ovf:version=" 8.4 "', "rhel8_64Guest"],
    ['ovf:id="80"', null],
    ['ovf:id="80" ovf:version="99"', null],
    ['ovf:id="104" ovf:version="65"', "vmkernel65Guest"],
    ['ovf:id="85" ovf:version="99"', "sles64Guest"],
    ['ovf:id="1"', "otherGuest"],
    ['ovf:id="0"', null],
    ['ovf:id="94" ovf:version="constructor"', "ubuntu64Guest"],
    ['ovf:id="Ubuntu"', null],
    ['ovf:id="94" vmw:osType="rhel9_64Guest"', "rhel9_64Guest"],
    ['ovf:id="94" vmw:osType="debian99_64Guest"', "debian99_64Guest"],
    ['id="94"', null],
  ])("%s is %s", (attributes, guestId) => {
    const system = `<VirtualSystem ovf:id="a"><OperatingSystemSection ${attributes}/></VirtualSystem>`;
    expect(parseVm(envelope(system))?.guestId).toBe(guestId);
  });
});

test("text that declares another encoding has been decoded already", () => {
  expect(parseVm(vmWith(TPM_ITEM).replace("UTF-8", "UTF-16"))?.tpm).toBe(true);
});
