import { SaxesParser } from "saxes";
import { describeBrokenXml } from "./broken-xml.ts";
import { type OvfFault, quote } from "./ovf-error.ts";
import { recogniseFile } from "./recognise-file.ts";

export interface XmlAttribute {
  readonly uri: string;
  readonly local: string;
  readonly value: string;
}

/** An element with its names resolved: `uri` is what its prefix stands for where it is. */
export interface XmlElement {
  readonly uri: string;
  readonly local: string;
  /** As it is written, with its prefix. */
  readonly name: string;
  /** Of its `<` in the text. */
  readonly offset: number;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** Its own characters, without its children's. */
  readonly text: string;
}

export type ReadXml =
  | { readonly root: XmlElement; readonly fault: null }
  | { readonly root: null; readonly fault: OvfFault };

/** A descriptor of a hundred VMs with icons and licence texts has some MiB; a request has room for no more than 8. */
export const LONGEST_TEXT = 6 * 1024 * 1024;
/** A real descriptor is five or six deep, and one more for each vApp in a vApp. */
export const DEEPEST_NESTING = 64;
/** A VM takes two or three hundred; each is held in memory while the descriptor is read. */
export const MOST_ELEMENTS = 100_000;
/** An element has five or six, an Envelope some more for its namespaces; all of one are held while it is read. */
export const MOST_ATTRIBUTES = 1000;

/** Leaves the parser, which knows no other way to stop. */
class Unreadable extends Error {
  constructor(readonly fault: OvfFault) {
    super(fault.found);
  }
}

/**
 * XML 1.0 with namespaces, read strictly up to the first thing that is wrong. It has the five entities of
 * XML itself and no others: a document type, which could declare some, is refused.
 */
export function readXml(text: string): ReadXml {
  const fault = judgeText(text);
  if (fault) return { root: null, fault };
  try {
    return { root: parse(text), fault: null };
  } catch (error) {
    if (error instanceof Unreadable) return { root: null, fault: error.fault };
    throw error;
  }
}

/** What can be said of the text before it is read as XML. */
function judgeText(text: string): OvfFault | null {
  const file = recogniseFile(text);
  if (file) return { offset: null, ...file };
  if (text.length > LONGEST_TEXT) {
    return { offset: null, found: `${text.length} characters`, expected: `${LONGEST_TEXT} characters at the most` };
  }
  const start = text.search(/\S/);
  if (start < 0) return { offset: null, found: "an empty text", expected: "an OVF descriptor" };
  if (text[start] !== "<") {
    const word = /^\S{1,20}/u.exec(text.slice(start, start + 40))?.[0] ?? "";
    return { offset: start, found: `${quote(word)}, which is not XML`, expected: 'a descriptor that begins with "<"' };
  }
  const surrogate = text.search(/\p{Surrogate}/u);
  if (surrogate < 0) return null;
  return { offset: surrogate, found: "half of a character (an unpaired surrogate)", expected: "whole characters" };
}

function refuse(offset: number, found: string, expected: string): never {
  throw new Unreadable({ offset, found, expected });
}

type OpenElement = XmlElement & { readonly children: XmlElement[]; text: string };

function parse(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  let elements = 0;
  let attributes = 0;
  let tagStart: number | null = null;
  let settled = 0;

  const settle = () => {
    settled = parser.position;
  };
  const append = (characters: string) => {
    settle();
    const parent = open.at(-1);
    if (parent) parent.text += characters;
  };

  parser.on("error", ({ message }) => {
    const progress = { at: parser.position - 1, settled, tagStart, open: open.at(-1) };
    throw new Unreadable(describeBrokenXml(text, message, progress));
  });
  parser.on("xmldecl", ({ version }) => {
    settle();
    if (version !== "1.0") refuse(text.indexOf("<"), `XML ${version}`, "XML 1.0");
  });
  parser.on("doctype", () => {
    const offset = text.lastIndexOf("<!DOCTYPE", parser.position);
    refuse(offset, "a document type (<!DOCTYPE …>)", "a descriptor without one");
  });
  parser.on("opentagstart", () => {
    settle();
    // One character behind the name is consumed already.
    tagStart = text.lastIndexOf("<", settled - 2);
    elements += 1;
    attributes = 0;
    if (open.length === DEEPEST_NESTING) {
      refuse(tagStart, `an element ${open.length + 1} deep`, `elements at most ${DEEPEST_NESTING} deep`);
    }
    if (elements > MOST_ELEMENTS) refuse(tagStart, `more than ${MOST_ELEMENTS} elements`, "no more than that");
  });
  parser.on("opentag", (tag) => {
    settle();
    const { uri, local, name } = tag;
    const offset = tagStart ?? 0;
    const element = { uri, local, name, offset, attributes: Object.values(tag.attributes), children: [], text: "" };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
    tagStart = null;
  });
  parser.on("closetag", () => {
    settle();
    open.pop();
  });
  parser.on("attribute", () => {
    settle();
    attributes += 1;
    if (attributes > MOST_ATTRIBUTES) {
      refuse(tagStart ?? 0, `an element with more than ${MOST_ATTRIBUTES} attributes`, "no more than that");
    }
  });
  parser.on("comment", settle);
  parser.on("processinginstruction", settle);
  parser.on("text", append);
  parser.on("cdata", append);

  parser.write(text).close();
  return root ?? refuse(text.length, "no element", "an <Envelope>");
}
