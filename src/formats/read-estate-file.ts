import { open } from "node:fs/promises";
import { estateError } from "./estate-error.ts";
import { type ParsedEstate, parseEstate } from "./parse-estate.ts";

/** Room for about 800,000 VMs; the text has to fit into one JavaScript string of half a gigabyte. */
const LARGEST_FILE_MEBIBYTES = 256;

/** @throws the system's error where the file cannot be read, e.g. ENOENT. */
export async function readEstateFile(path: string): Promise<ParsedEstate> {
  const bytes = await readUpTo(path, LARGEST_FILE_MEBIBYTES * 1024 * 1024);
  if (bytes) return parseEstate(bytes, path);
  const largest = `${LARGEST_FILE_MEBIBYTES} MiB`;
  return { estate: null, errors: [estateError([], `a file of more than ${largest}`, `${largest} at the most`)] };
}

/** Null where there is more. Counts what is read, for a pipe has no size to ask for. */
async function readUpTo(path: string, mostBytes: number): Promise<Buffer | null> {
  const file = await open(path);
  try {
    const pieces: Buffer[] = [];
    let total = 0;
    for await (const piece of file.createReadStream({ autoClose: false, highWaterMark: 1024 * 1024 })) {
      total += piece.length;
      if (total > mostBytes) return null;
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  } finally {
    await file.close();
  }
}
