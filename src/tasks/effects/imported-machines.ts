import type { Machine, MachineState } from "../../inventory/machines/read-machines.ts";
import type { ImportMode } from "../../validation/vocabulary.ts";
import type { Permitted } from "./effect.ts";
import { AS_NEW } from "./machines.ts";

/**
 * With MOVE it is the very machine that comes into the VDC, in the state that it is in; within its
 * cluster its files stay where they are. With CLONE it is another one.
 */
export function machinesToImport(
  { request, gathered }: Permitted<{ readonly mode: ImportMode }>,
  found: readonly (Machine & MachineState)[],
): { machines: (Machine & MachineState)[]; filesStay: boolean } {
  if (request.mode === "CLONE") {
    return { machines: found.map((machine) => ({ ...machine, ...AS_NEW })), filesStay: false };
  }
  const { source, destination } = gathered;
  return { machines: [...found], filesStay: source?.cluster.id === destination?.cluster.id };
}
