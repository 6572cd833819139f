import { type OvfFault, quote } from "./ovf-error.ts";

/** How far the parser had come when it gave up. */
export interface XmlProgress {
  /** Offset of the last character that it looked at. */
  readonly at: number;
  /** Where the last whole piece of markup or text ended. */
  readonly settled: number;
  /** The `<` of the tag that it was in the middle of. */
  readonly tagStart: number | null;
  /** The innermost element that is open: its `<`, and its name as it is written. */
  readonly open: { readonly offset: number; readonly name: string } | undefined;
}

/**
 * What is wrong with text that is not well-formed, where a person would look for it. The parser says where
 * it noticed, which may be far behind: a lone `&` swallows all that follows, a tag that is left open the
 * whole rest.
 *
 * @param complaint The parser's own words.
 */
export function describeBrokenXml(text: string, complaint: string, progress: XmlProgress): OvfFault {
  const { at, settled, tagStart, open } = progress;
  const reference = findBadReference(text, progress);
  if (reference) return reference;
  if (at >= text.length - 1 && /^(unclosed tag|unexpected end)/.test(complaint)) {
    const start = tagStart ?? text.indexOf("<", Math.max(settled - 1, 0));
    if (start >= 0) return { offset: start, found: "markup that does not end", expected: 'its ">"' };
    if (open) return { offset: open.offset, found: `<${open.name}> that is never closed`, expected: `</${open.name}>` };
  }
  // At the end of a tag it is the tag as a whole that is wrong.
  const isTagEnd = text[at] === ">" && !complaint.includes("]]>");
  // A line that ends with two characters ends before the first: the parser takes both for one.
  const last = text[at] === "\n" && text[at - 1] === "\r" ? at - 1 : at;
  const offset = isTagEnd ? text.lastIndexOf("<", at) : last;
  return {
    offset: Math.min(Math.max(offset, 0), text.length),
    found: `broken XML (${complaint.replace(/\.$/, "")})`,
    expected: "well-formed XML",
  };
}

/** A `&` that begins none of the references that there are without a document type. */
function findBadReference(text: string, { at, settled, tagStart }: XmlProgress): OvfFault | null {
  // After a `<` that is no tag's comes a comment or the like, where a `&` is a character like others.
  if (tagStart === null && text[settled - 1] === "<") return null;
  const unsettled = text.slice(settled, at + 1);
  const index = unsettled.search(/&(?!(?:#\d+|#x[\da-fA-F]+|amp|lt|gt|quot|apos);)/);
  if (index < 0 || (tagStart === null && unsettled.lastIndexOf("<", index) >= 0)) return null;
  const offset = settled + index;
  const word = /^&[^\s<>"'&;]{0,20};?/u.exec(text.slice(offset, offset + 40))?.[0] ?? "&";
  return { offset, found: quote(word), expected: '"&amp;", or another reference of XML itself' };
}
