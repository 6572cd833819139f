import { describe, expect, test } from "vitest";
import { parseOvf } from "../../../src/formats/ovf/parse-ovf.ts";
import { deploy, envelope, unmark, vmWith } from "./ovf-text.ts";

const RASD = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData";
const item = (parts: Readonly<Record<string, string>>) =>
  `<Item>${Object.entries(parts)
    .map(([name, text]) => `<rasd:${name}>${text}</rasd:${name}>`)
    .join("")}</Item>`;
const TPM = item({ ElementName: "Virtual TPM", InstanceID: "9", ResourceSubType: "vmware.vtpm", ResourceType: "1" });

/** What there is; the hardware section with a mark where; the kind, and what is found. */
const REMARKS: readonly (readonly [string, string, string, string])[] = [
  [
    "a TPM whose parts are of a namespace that some write",
    TPM.replace("<Item>", `‸<Item xmlns:rasd="${RASD}.xsd">`),
    "TPM_NOT_READ",
    `<Item> with "Virtual TPM" in <rasd:ElementName> of namespace "${RASD}.xsd"`,
  ],
  [
    "an Item of another namespace",
    `‸${TPM.replaceAll("Item>", "vmw:Item>")}`,
    "TPM_NOT_READ",
    '<vmw:Item> with "Virtual TPM" in <rasd:ElementName>',
  ],
  [
    "another sub-type",
    `‸${item({ ResourceSubType: "vmware.vtpm.other", ResourceType: "1" })}`,
    "TPM_NOT_READ",
    '<Item> with "vmware.vtpm.other" in <rasd:ResourceSubType>',
  ],
  [
    "a name without a sub-type",
    `‸${item({ ElementName: "Trusted Platform Module", ResourceType: "1" })}`,
    "TPM_NOT_READ",
    '<Item> with "Trusted Platform Module" in <rasd:ElementName>',
  ],
  [
    "a name without type and sub-type",
    `‸${item({ ElementName: "Virtual TPM", InstanceID: "9" })}`,
    "TPM_NOT_READ",
    '<Item> with "Virtual TPM" in <rasd:ElementName>',
  ],
  [
    "oVirt's device",
    "‸<Item><rasd:ResourceType>0</rasd:ResourceType><Type>tpm</Type><Device>tpm</Device></Item>",
    "TPM_NOT_READ",
    `<Item> with "tpm" in <Type> of namespace "http://schemas.dmtf.org/ovf/envelope/1"`,
  ],
  [
    "an element of another product",
    '‸<vbox:TrustedPlatformModule xmlns:vbox="urn:vbox" type="v2_0"/>',
    "TPM_NOT_READ",
    '<vbox:TrustedPlatformModule> of namespace "urn:vbox" of type "v2_0"',
  ],
  [
    "a TPM without a ResourceType",
    `‸${item({ ElementName: "Virtual TPM", ResourceSubType: "vmware.vtpm" })}`,
    "TPM_WITHOUT_RESOURCE_TYPE",
    "<Item>",
  ],
  [
    "the setting of an NVRAM file",
    '‸<vmw:ExtraConfig vmw:key="nvram" vmw:value="web.nvram"/>',
    "NVRAM_LEFT_OUT",
    '<vmw:ExtraConfig> "nvram" with "web.nvram"',
  ],
  [
    "firmware as an extra setting",
    '‸<vmw:ExtraConfig vmw:key="firmware" vmw:value="efi"/>',
    "SETTING_NOT_READ",
    '<vmw:ExtraConfig> "firmware" with "efi"',
  ],
  [
    "firmware in another namespace",
    '‸<Config vmw:key="firmware" vmw:value="efi"/>',
    "SETTING_NOT_READ",
    '<Config> of namespace "http://schemas.dmtf.org/ovf/envelope/1" "firmware" with "efi"',
  ],
  [
    "firmware of a device",
    '<Item>‸<vmw:Config vmw:key="firmware" vmw:value="efi"/></Item>',
    "SETTING_NOT_READ",
    '<vmw:Config> "firmware" with "efi"',
  ],
  [
    "a TPM as a setting",
    '‸<vmw:ExtraConfig vmw:key="managedVM.autoAddVTPM" vmw:value="software"/>',
    "SETTING_NOT_READ",
    '<vmw:ExtraConfig> "managedVM.autoAddVTPM" with "software"',
  ],
];

describe("what is not read is said, with its place", () => {
  test.each(REMARKS)("%s", (_what, marked, kind, found) => {
    const { text, line, column } = unmark(vmWith(marked));
    const { ovf, errors } = parseOvf(text);
    expect(errors).toEqual([]);
    expect(ovf?.remarks).toEqual([{ kind, virtualSystem: "web", found, line, column }]);
    expect(deploy(ovf).virtualSystems).toMatchObject([
      { tpm: kind === "TPM_WITHOUT_RESOURCE_TYPE", firmware: "BIOS", hardwareVersion: null },
    ]);
  });

  test("a guest OS in another namespace", () => {
    const system = '<VirtualSystem ovf:id="web"><OperatingSystemSection osType="ubuntu64Guest"/></VirtualSystem>';
    expect(parseOvf(envelope(system)).ovf?.remarks).toMatchObject([
      { kind: "SETTING_NOT_READ", found: 'osType "ubuntu64Guest", which is not vmw:osType' },
    ]);
  });

  test("a TPM of hardware that is none of the alternatives", () => {
    const section = (type: string, hardware: string) =>
      `<VirtualHardwareSection><System><vssd:VirtualSystemType>${type}</vssd:VirtualSystemType></System>${hardware}</VirtualHardwareSection>`;
    const system = (sections: string) => envelope(`<VirtualSystem ovf:id="web">${sections}</VirtualSystem>`);
    for (const sections of [
      section("vmx-19", "") + section("vmx-19", TPM),
      section("xen-4", TPM) + section("vmx-19", ""),
    ]) {
      const { ovf } = parseOvf(system(sections));
      expect(ovf?.remarks).toMatchObject([{ kind: "TPM_NOT_READ", virtualSystem: "web" }]);
      expect(deploy(ovf).virtualSystems).toMatchObject([{ tpm: false, hardwareVersion: 19 }]);
    }
  });

  test("an NVRAM file once: for the VM that refers to it, or for no single one", () => {
    const files =
      '<References><File ovf:id="f1" ovf:href="a.NVRAM"/><File ovf:id="f2" ovf:href="b.nvram"/><File ovf:id="f3" ovf:href="a.vmdk"/></References>';
    const setting = '<vmw:ExtraConfig vmw:key="nvram" vmw:value="ovf:/file/f1"/>';
    const { ovf } = parseOvf(vmWith(setting).replace("<VirtualSystem", `${files}<VirtualSystem`));
    expect(ovf?.remarks).toMatchObject([
      { kind: "NVRAM_LEFT_OUT", virtualSystem: null, found: 'the file "b.nvram"' },
      { kind: "NVRAM_LEFT_OUT", virtualSystem: "web", found: '<vmw:ExtraConfig> "nvram" with "ovf:/file/f1"' },
    ]);
  });

  test("vApps within the vApp, the empty ones too", () => {
    const vapp = (id: string, content: string) =>
      `<VirtualSystemCollection ovf:id="${id}">${content}</VirtualSystemCollection>`;
    const web = '<VirtualSystem ovf:id="web"/>';
    const { ovf } = parseOvf(envelope(vapp("shop", vapp("front", vapp("cache", "") + web) + vapp("back", ""))));
    expect(deploy(ovf)).toMatchObject({ name: "shop", virtualSystems: [{ name: "web" }] });
    expect(ovf?.remarks.map(({ kind, found }) => [kind, found])).toEqual([
      ["VAPP_IN_VAPP", '<VirtualSystemCollection> "front" with 1 VM'],
      ["VAPP_IN_VAPP", '<VirtualSystemCollection> "cache" with no VMs'],
      ["VAPP_IN_VAPP", '<VirtualSystemCollection> "back" with no VMs'],
    ]);
  });
});

test.each([
  ["a TPM as it is to be", TPM],
  ["VirtualBox's word for none", '<vbox:TrustedPlatformModule xmlns:vbox="urn:vbox" type="None"/>'],
  ["other devices, whatever their description", item({ Description: "no TPM", ResourceType: "10" })],
  ["a processor that is named so", item({ ElementName: "TPM processor", ResourceType: "3" })],
  ["letters in another word", item({ ElementName: "httpmirror", ResourceType: "1" })],
  ["other settings", '<vmw:Config vmw:key="bootOptions.efiSecureBootEnabled" vmw:value="true"/>'],
  ["other extra settings", '<vmw:ExtraConfig vmw:key="svga.autodetect" vmw:value="TRUE"/>'],
])("nothing to remark: %s", (_what, hardware) => {
  expect(parseOvf(vmWith(hardware))).toMatchObject({ ovf: { remarks: [] }, errors: [] });
});
