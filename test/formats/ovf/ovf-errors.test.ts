import { describe, expect, test } from "vitest";
import { parseOvf } from "../../../src/formats/ovf/parse-ovf.ts";
import { envelope, TPM_ITEM, unmark, vmWith } from "./ovf-text.ts";

const ONE = "http://schemas.dmtf.org/ovf/envelope/1";
const ENVELOPES = `<Envelope> of namespace "${ONE}" or "http://schemas.dmtf.org/ovf/envelope/2"`;
const config = (value: string) => `<vmw:Config vmw:key="firmware" vmw:value="${value}"/>`;
const type = (text: string) => `<System>‸<vssd:VirtualSystemType>${text}</vssd:VirtualSystemType></System>`;
const VMX = "vmx- with a number from 3 to 99, such as vmx-19";
const system = (start: string) => `<VirtualSystem ${start}></VirtualSystem>`;

/** What is wrong; the descriptor with a mark where; what is found, and what is expected. */
const CASES: readonly (readonly [string, string, string, string])[] = [
  ["no XML", "  ‸DISK 1 of 2", '"DISK", which is not XML', 'a descriptor that begins with "<"'],
  ["JSON", '‸{"name": "web"}', '"{\\"name\\":", which is not XML', 'a descriptor that begins with "<"'],
  [
    "a lone ampersand",
    envelope(`<!-- & -->\n${system('ovf:id="a"><Name>Tom ‸& Jerry &amp; Co.</Name')}`),
    '"&"',
    '"&amp;", or another reference of XML itself',
  ],
  [
    "an entity of HTML",
    envelope(system('ovf:id="web‸&nbsp;1"')),
    '"&nbsp;"',
    '"&amp;", or another reference of XML itself',
  ],
  ["an element left open", "<Envelope>\n  ‸<References>", "<References> that is never closed", "</References>"],
  ["a tag left open", '<Envelope>\n  ‸<References a="', "markup that does not end", 'its ">"'],
  ["tags crossed", "<Envelope><a><b>‸</a></b></Envelope>", "broken XML (unexpected close tag)", "well-formed XML"],
  [
    "an attribute twice",
    '<Envelope>\n\t‸<a x="1"\n  x="2"/></Envelope>',
    "broken XML (duplicate attribute: x)",
    "well-formed XML",
  ],
  [
    "a prefix that stands for nothing",
    "<a>\n‸<ovf:Envelope/></a>",
    'broken XML (unbound namespace prefix: "ovf")',
    "well-formed XML",
  ],
  [
    "a character that XML has not",
    "<Envelope>\n‸\u0007</Envelope>",
    "broken XML (disallowed character)",
    "well-formed XML",
  ],
  [
    "half a character",
    "<Envelope>😀‸\ud83d</Envelope>",
    "half of a character (an unpaired surrogate)",
    "whole characters",
  ],
  ["XML 1.1", '‸<?xml version="1.1"?><Envelope/>', "XML 1.1", "XML 1.0"],
  [
    "a document type",
    `<?xml version="1.0"?>\n‸<!DOCTYPE Envelope>\n<Envelope xmlns="${ONE}"/>`,
    "a document type (<!DOCTYPE …>)",
    "a descriptor without one",
  ],
  [
    "another document",
    '<!-- page -->\n‸<html xmlns="http://www.w3.org/1999/xhtml"/>',
    '<html> of namespace "http://www.w3.org/1999/xhtml"',
    ENVELOPES,
  ],
  ["no namespace", "‸<Envelope/>", "<Envelope> of no namespace", ENVELOPES],
  [
    "a namespace of OVF 0.9",
    '‸<ovf:Envelope xmlns:ovf="http://www.vmware.com/schema/ovf/1/envelope"/>',
    '<ovf:Envelope> of namespace "http://www.vmware.com/schema/ovf/1/envelope"',
    ENVELOPES,
  ],
  [
    "no VM",
    envelope("").replace("<Env", "‸<Env"),
    "no VirtualSystem",
    `a VirtualSystem or VirtualSystemCollection of namespace "${ONE}"`,
  ],
  [
    "a VM of another namespace",
    envelope('<vmw:VirtualSystem ovf:id="a"/>').replace("<Env", "‸<Env"),
    "no VirtualSystem",
    `a VirtualSystem or VirtualSystemCollection of namespace "${ONE}"`,
  ],
  [
    "a vApp without VMs",
    envelope('‸<VirtualSystemCollection ovf:id="a"><VirtualSystemCollection ovf:id="b"/></VirtualSystemCollection>'),
    "a vApp without VMs",
    "at least one VirtualSystem in <VirtualSystemCollection>",
  ],
  [
    "a deployment option without an id",
    envelope(`<DeploymentOptionSection>‸<Configuration/></DeploymentOptionSection>${system('ovf:id="a"')}`),
    "<Configuration> without an ovf:id",
    "one",
  ],
  [
    "two deployment options of one id",
    envelope(
      `<DeploymentOptionSection><Configuration ovf:id="s"/>‸<Configuration ovf:id="s"/></DeploymentOptionSection>${system('ovf:id="a"')}`,
    ),
    'ovf:id "s" again',
    "an ovf:id of its own for each",
  ],
  [
    "two VMs without a vApp",
    envelope(`${system('ovf:id="a"')}\n  ‸${system('ovf:id="b"')}`),
    "<VirtualSystem> beside another",
    "all VirtualSystems in one VirtualSystemCollection",
  ],
  ["a VM without a name", envelope(`‸${system('id="web"')}`), "<VirtualSystem> without a name", "an ovf:id, or a Name"],
  ["a name of blanks", envelope(`‸${system('ovf:id=" "')}`), "<VirtualSystem> without a name", "an ovf:id, or a Name"],
  [
    "a vApp without a name",
    envelope(`‸<VirtualSystemCollection>${system('ovf:id="a"')}</VirtualSystemCollection>`),
    "<VirtualSystemCollection> without a name",
    "an ovf:id, or a Name",
  ],
  [
    "two names",
    envelope(system('ovf:id="a"><Name>b</Name>‸<Name>c</Name')),
    "a second <Name>",
    "one in <VirtualSystem>",
  ],
  [
    "a long name",
    envelope(system(`ovf:id="a">‸<Name>${"n".repeat(256)}</Name`)),
    "a name of 256 characters",
    `255 at the most ("${"n".repeat(60)}…" (256 characters))`,
  ],
  [
    "one ovf:id for two VMs",
    envelope(
      `<VirtualSystemCollection ovf:id="v">${system('ovf:id="a"><Name>b</Name')}\n‸${system('ovf:id="a"><Name>c</Name')}</VirtualSystemCollection>`,
    ),
    'ovf:id "a" again',
    "an ovf:id of its own for each VirtualSystem",
  ],
  [
    "one name for two VMs",
    envelope(
      `<VirtualSystemCollection ovf:id="v">${system('ovf:id="a"')}\n<VirtualSystemCollection ovf:id="w">‸${system('ovf:id="b"><Name>a</Name')}</VirtualSystemCollection></VirtualSystemCollection>`,
    ),
    'the name "a" again',
    "a name of its own for each VM",
  ],
  [
    "two guest OSes",
    envelope(system('ovf:id="a"><OperatingSystemSection/>‸<OperatingSystemSection/')),
    "a second <OperatingSystemSection>",
    "one in <VirtualSystem>",
  ],
  [
    "a long guest id",
    envelope(system(`ovf:id="a">‸<OperatingSystemSection vmw:osType="${"g".repeat(256)}"/`)),
    `"${"g".repeat(60)}…" (256 characters) as vmw:osType`,
    "255 characters at the most",
  ],
  [
    "a firmware that there is not",
    vmWith(`‸${config("uefi")}`),
    `"uefi" as the firmware's vmw:value`,
    '"bios" or "efi"',
  ],
  [
    "no firmware",
    vmWith('‸<vmw:Config vmw:key="firmware" value="efi"/>'),
    "nothing as the firmware's vmw:value",
    '"bios" or "efi"',
  ],
  ["two firmwares", vmWith(`${config("efi")}\n\n ‸${config("bios")}`), 'firmware "bios" after another', "one firmware"],
  ["a hardware version without a number", vmWith(type("vmx-latest")), '"vmx-latest" in VirtualSystemType', VMX],
  ["half a hardware version in a list", vmWith(type("vmx-14 vmx-")), '"vmx-" in VirtualSystemType', VMX],
  ["a hardware version that never was", vmWith(type("vmx-100")), '"vmx-100" in VirtualSystemType', VMX],
  ["a hardware version before the first", vmWith(type("vmx-2")), '"vmx-2" in VirtualSystemType', VMX],
  [
    "two TPMs",
    vmWith(`${TPM_ITEM}\n      <Item/>\n      ‸${TPM_ITEM}`),
    "a second TPM device",
    "one in a VM at the most",
  ],
];

describe("a broken descriptor is one clear error, with its position", () => {
  test.each(CASES)("%s", (_what, marked, found, expected) => {
    const { text, line, column } = unmark(marked);
    const message = `line ${line}, column ${column}: found ${found}, expected ${expected}`;
    expect(parseOvf(text)).toEqual({ ovf: null, errors: [{ line, column, found, expected, message }] });
  });

  test.each(["", " \n\t", "\ufeff"])("an empty one has no position: %j", (text) => {
    const [found, expected] = ["an empty text", "an OVF descriptor"];
    const message = "found an empty text, expected an OVF descriptor";
    expect(parseOvf(text)).toEqual({ ovf: null, errors: [{ line: null, column: null, found, expected, message }] });
  });
});

/** Bytes of a file as they come out where they are read as UTF-8, or each as a character. */
const asUtf8 = (bytes: Buffer) => bytes.toString("utf8");
const asLatin1 = (bytes: Buffer) => bytes.toString("latin1");
const utf16 = (mark: string) => Buffer.from(`${mark}${vmWith(TPM_ITEM)}`, "utf16le");
const tar = (name: string) => {
  const header = Buffer.alloc(512);
  header.write(name);
  header.write("0000644\0", 100);
  header.write("ustar\0" + "00", 257);
  return Buffer.concat([header, Buffer.from(vmWith(TPM_ITEM))]);
};

describe("another file says which it is", () => {
  const UTF16 = "UTF-16 text that was read as another encoding";
  test.each([
    ["UTF-16 with a mark, read as UTF-8", asUtf8(utf16("\ufeff")), UTF16],
    ["UTF-16 without one", asUtf8(utf16("")), UTF16],
    ["UTF-16, big end first", asUtf8(utf16("\ufeff").swap16()), UTF16],
    ["UTF-16, big end first, without a mark", asUtf8(utf16("").swap16()), UTF16],
    ["UTF-16, each byte a character", asLatin1(utf16("\ufeff")), UTF16],
    ["UTF-16, its bytes the wrong way round", utf16("").swap16().toString("utf16le"), UTF16],
    ["UTF-16 without its NULs", asUtf8(utf16("\ufeff")).replaceAll("\0", ""), UTF16],
    ["an OVA", asUtf8(tar("web.ovf")), "an OVA (a tar archive)"],
    ["an OVA with a long name", asLatin1(tar(`${"ü".repeat(40)}.ovf`)), "an OVA (a tar archive)"],
    ["an OVA without its NULs", asUtf8(tar("web.ovf")).replaceAll("\0", ""), "an OVA (a tar archive)"],
    ["a zip archive", "PK\u0003\u0004\u0014\0\0\0", "a zip archive"],
    ["a gzip archive", asUtf8(Buffer.from([0x1f, 0x8b, 8, 0])), "a gzip archive"],
    ["a disk", "# Disk DescriptorFile\nversion=1", "a virtual disk (VMDK)"],
    ["a manifest", "SHA256(web.ovf)= 0a1b2c", "the manifest of an OVF (.mf)"],
    ["a .vmx", '.encoding = "UTF-8"\nconfig.version = "8"', "a VM's configuration (.vmx)"],
    ["a .vmx of another order", 'scsi0:0.fileName = "web.vmdk"', "a VM's configuration (.vmx)"],
    ["a page", "\n<!DOCTYPE html>\n<html><br></html>", "an HTML page"],
    ["a page without a document type", "<html lang='en'><body>", "an HTML page"],
  ])("%s", (_what, text, found) => {
    const { ovf, errors } = parseOvf(text);
    expect(ovf).toBeNull();
    expect(errors).toMatchObject([{ line: null, found, expected: expect.stringMatching(/^it read as|^the text of/) }]);
  });

  test("an OVA too long for a descriptor is still an OVA", () => {
    const archive = Buffer.concat([tar("web.ovf"), Buffer.alloc(7 * 1024 * 1024)]);
    expect(parseOvf(asUtf8(archive)).errors).toMatchObject([{ found: "an OVA (a tar archive)" }]);
  });
});

test("several things that are wrong are all said, in the order of the text", () => {
  const text = envelope(`<VirtualSystemCollection>
  <VirtualSystem ovf:id="a">
    <VirtualHardwareSection>
      <System><vssd:VirtualSystemType>vmx-x</vssd:VirtualSystemType></System>
      ${TPM_ITEM}${TPM_ITEM}${TPM_ITEM}
      ${config("uboot")}
    </VirtualHardwareSection>
  </VirtualSystem>
  <VirtualSystem/>
  ${system('ovf:id="a"')}
</VirtualSystemCollection>`);
  expect(parseOvf(text).errors.map(({ message }) => message)).toEqual([
    "line 6, column 1: found <VirtualSystemCollection> without a name, expected an ovf:id, or a Name",
    `line 9, column 15: found "vmx-x" in VirtualSystemType, expected ${VMX}`,
    "line 10, column 76: found a second TPM device, expected one in a VM at the most",
    `line 11, column 7: found "uboot" as the firmware's vmw:value, expected "bios" or "efi"`,
    "line 14, column 3: found <VirtualSystem> without a name, expected an ovf:id, or a Name",
    'line 15, column 3: found ovf:id "a" again, expected an ovf:id of its own for each VirtualSystem',
  ]);
});

test.each(["\n", "\r\n", "\r"])(
  "lines are counted where they end with %j, and columns as editors count",
  (lineBreak) => {
    const text = `<Envelope>${lineBreak}${lineBreak}<!-- 😀 --> <a></b></Envelope>`;
    expect(parseOvf(text).errors).toMatchObject([{ line: 3, column: 16 }]);
  },
);

test.each(["\n", "\r\n", "\r"])("what is wrong where a line ends with %j is at its end, not behind it", (lineBreak) => {
  expect(parseOvf(`<a>${lineBreak}<${lineBreak}</a>`).errors).toMatchObject([{ line: 2, column: 2 }]);
});
