import { expect, test } from "vitest";
import { fileFailure } from "../../src/cli/file-failure.ts";

const systemError = (code: string) => Object.assign(new Error(`${code}: as the system says it`), { code });

// Those that a test cannot bring about as root, or at all; the others are shown by the commands themselves.
test.each([
  ["read", "EACCES", "e.json: this user may not read it."],
  ["write", "EACCES", "e.json: this user may not write it."],
  ["write", "EROFS", "e.json: its file system takes no changes."],
  ["write", "ENOSPC", "e.json: there is no room left."],
  ["read", "EIO", "e.json: EIO: as the system says it"],
] as const)("what the system says is said in plain words: %s, %s", (use, code, message) => {
  expect(fileFailure(use, "e.json", systemError(code)).message).toBe(message);
});
