const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/**
 * Characters as XML 1.0 has them in an element or an attribute, such that a reader gets the very same back:
 * tabs and line breaks as references, since a reader normalises them otherwise. What XML 1.0 cannot say at
 * all (control characters, unpaired surrogates) becomes U+FFFD, the replacement character.
 */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? "")
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
