import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { isFileError } from "./binaries.ts";

/**
 * A folder, and those above it where they are missing. Node's own recursive `mkdir` never returns where the
 * file system says ENOENT though the parent is there, as /proc does.
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await makeIfMissing(folder);
  } catch (error) {
    if (!isFileError(error, "ENOENT") || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await makeIfMissing(folder);
  }
}

async function makeIfMissing(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (!isFileError(error, "EEXIST") || !(await stat(folder)).isDirectory()) throw error;
  }
}
