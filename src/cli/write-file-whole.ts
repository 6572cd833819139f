import { createWriteStream } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileFailure } from "./file-failure.ts";

/** The file is there whole or as it was before: it is written beside its place and then put there. */
export async function writeFileWhole(path: string, pieces: Iterable<string>): Promise<void> {
  try {
    // A pipe or a device cannot be replaced, and has nothing to lose.
    if (await isSpecial(path)) return await pipeline(Readable.from(pieces), createWriteStream(path));
    const unfinished = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
    try {
      await pipeline(Readable.from(pieces), createWriteStream(unfinished, { flush: true }));
      await rename(unfinished, path);
    } finally {
      await rm(unfinished, { force: true });
    }
  } catch (error) {
    throw fileFailure("write", path, error);
  }
}

async function isSpecial(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && !found.isFile() && !found.isDirectory();
}
