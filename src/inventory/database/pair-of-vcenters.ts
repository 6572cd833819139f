/** A pair of vCenters as `vcenter_trusts` names it: the lesser id first, so that each pair has one row. */
export function pairOfVCenters(one: string, other: string): { vcenterId: string; otherVcenterId: string } {
  return one < other ? { vcenterId: one, otherVcenterId: other } : { vcenterId: other, otherVcenterId: one };
}
