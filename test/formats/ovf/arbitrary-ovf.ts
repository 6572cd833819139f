import fc from "fast-check";
import type { OvfVirtualSystem } from "../../../src/formats/ovf/ovf-descriptor.ts";
import type { OvfContent } from "../../../src/formats/ovf/write-ovf.ts";

/** Names that XML, layout or a careless writer would change: markup, blanks, line breaks, references. */
const nastyName = fc.constantFrom(
  " ",
  "\n",
  " web ",
  "a\tb\r\nc\rd",
  "\u00a0web\ufeff",
  "<Name>&amp;</Name>",
  "]]>",
  "<!-- -->",
  "\"'&<>",
  "&#10;",
  "web-vapp",
  "..",
  "e\u0301 \u202e 😀 \u2028\u0085",
  "__proto__",
);
/** Any characters that XML 1.0 has. */
const anyName = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 40 })
  .filter((name) => name !== "" && !/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(name));
const name = fc
  .oneof(nastyName, anyName, fc.constantFrom("web", "database"))
  .filter((candidate) => candidate.trim() !== "");

const virtualSystem: fc.Arbitrary<OvfVirtualSystem> = fc.record({
  name,
  guestId: fc.oneof(fc.constantFrom(null, "windows2019srv_64Guest", "rhel9_64Guest", ' "<&>\n'), anyName),
  firmware: fc.constantFrom("BIOS" as const, "EFI" as const),
  hardwareVersion: fc.option(fc.integer({ min: 3, max: 99 })),
  tpm: fc.boolean(),
});

/** One VM alone, or a vApp of some. */
export const descriptor: fc.Arbitrary<OvfContent> = fc.oneof(
  virtualSystem.map((alone) => ({ name: null, virtualSystems: [alone] })),
  fc.record({
    name,
    virtualSystems: fc.uniqueArray(virtualSystem, { minLength: 1, maxLength: 6, selector: (system) => system.name }),
  }),
);
