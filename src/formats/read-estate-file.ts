import { open } from "node:fs/promises";
import { estateError } from "./estate-error.ts";
import { type ParsedEstate, parseEstate } from "./parse-estate.ts";

/** Room for about 800,000 VMs; the text has to fit into one JavaScript string of half a gigabyte. */
const LARGEST_FILE_MEBIBYTES = 256;

/** @throws the system's error where the file cannot be read, e.g. ENOENT. */
export async function readEstateFile(path: string): Promise<ParsedEstate> {
  const file = await open(path);
  try {
    return await readEstate(file.createReadStream({ autoClose: false, highWaterMark: 1024 * 1024 }), path);
  } finally {
    await file.close();
  }
}

/** @param fileName As `parseEstate` takes it. */
export async function readEstate(pieces: AsyncIterable<Buffer>, fileName: string | null): Promise<ParsedEstate> {
  const bytes = await readUpTo(pieces, LARGEST_FILE_MEBIBYTES * 1024 * 1024);
  if (bytes) return parseEstate(bytes, fileName);
  const largest = `${LARGEST_FILE_MEBIBYTES} MiB`;
  return { estate: null, errors: [estateError([], `a file of more than ${largest}`, `${largest} at the most`)] };
}

/** Null where there is more. Counts what is read, for a pipe has no size to ask for. */
async function readUpTo(pieces: AsyncIterable<Buffer>, mostBytes: number): Promise<Buffer | null> {
  const read: Buffer[] = [];
  let total = 0;
  for await (const piece of pieces) {
    total += piece.length;
    if (total > mostBytes) return null;
    read.push(piece);
  }
  return Buffer.concat(read);
}
