import { CommandFailure } from "./command-failure.ts";

type Use = "read" | "write";

/** What the system says of a file, in plain words. */
const REASONS: Readonly<Record<string, Readonly<Record<Use, string>>>> = {
  ENOENT: { read: "there is no such file", write: "there is no such folder" },
  ENOTDIR: { read: "there is no such file", write: "there is no such folder" },
  EISDIR: { read: "it is a folder, not a file", write: "it is a folder, not a file" },
  EACCES: { read: "this user may not read it", write: "this user may not write it" },
  EPERM: { read: "this user may not read it", write: "this user may not write it" },
  EROFS: { read: "its file system takes no changes", write: "its file system takes no changes" },
  ENOSPC: { read: "there is no room left", write: "there is no room left" },
};

export function fileFailure(use: Use, file: string, error: unknown): CommandFailure {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const reason = REASONS[code]?.[use];
  return new CommandFailure(`${file}: ${reason ? `${reason}.` : error instanceof Error ? error.message : error}`);
}
