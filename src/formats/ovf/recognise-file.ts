/** What a text is that is no descriptor, and what to do about it. */
export interface RecognisedFile {
  readonly found: string;
  readonly expected: string;
}

/** Long enough for a tar archive's first header, which ends with its mark. */
const LONGEST_HEAD = 2000;
/** Where a tar archive's mark is; text may have lost bytes before it, and has won none. */
const TAR_MARK = { word: "ustar", offset: 257 } as const;

const READ_AS_TEXT = "the text of the .ovf file in it";
const EXPORTED = "the text of an OVF descriptor: export the VM as OVF";

/** Files that are given for a descriptor by mistake, by how they begin. */
const FILES: readonly (readonly [RegExp, string, string])[] = [
  [/^PK\p{Cc}\p{Cc}/u, "a zip archive", READ_AS_TEXT],
  [/^\p{Cc}(?:\u008b|\ufffd)/u, "a gzip archive", READ_AS_TEXT],
  [/^(?:KDMV|# Disk DescriptorFile)/, "a virtual disk (VMDK)", "the text of the .ovf file beside it"],
  [/^SHA\d+ ?\(.{1,255}\) ?=/i, "the manifest of an OVF (.mf)", "the text of the .ovf file beside it"],
  [/^(?:#!.*\s+)?[\w.]+(?::\w+)?(?:\.\w+)* *= *"/, "a VM's configuration (.vmx)", EXPORTED],
  [/^<(?:!doctype\s+html|html[\s>])/i, "an HTML page", "the text of an OVF descriptor, not of a page about it"],
];

/** Null for what may be a descriptor, and for what nobody can say what it is. */
export function recogniseFile(text: string): RecognisedFile | null {
  const head = text.slice(0, LONGEST_HEAD).trimStart();
  if (isUtf16(head)) {
    return { found: "UTF-16 text that was read as another encoding", expected: "it read as UTF-16, or saved as UTF-8" };
  }
  const mark = head.indexOf(TAR_MARK.word);
  if (mark >= 0 && mark <= TAR_MARK.offset && !head.startsWith("<")) {
    return { found: "an OVA (a tar archive)", expected: READ_AS_TEXT };
  }
  const [, found, expected] = FILES.find(([beginning]) => beginning.test(head)) ?? [];
  return found && expected ? { found, expected } : null;
}

/**
 * Read byte by byte, each second character of markup is NUL, behind a byte order mark that became two
 * characters; read with its bytes the wrong way round, it begins with U+3C00 for `<`.
 */
function isUtf16(head: string): boolean {
  const text = head.replace(/^(?:\ufffd\ufffd|\u00ff\u00fe|\u00fe\u00ff)/, "");
  if (/^[\ufffe\u3c00]/.test(text) || ["<\0", "\0<"].some((beginning) => text.startsWith(beginning))) return true;
  return text !== head && text.startsWith("<");
}
