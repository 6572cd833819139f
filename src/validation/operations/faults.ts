import { type FaultDetail, type FaultKind, type OperationRefusal, refuse } from "./refusal.ts";

/** What a simulated vCenter's fault consists of; null is not said. */
export interface FaultDetails extends Readonly<Record<FaultDetail, string | number | null>> {
  readonly percent: number | null;
  readonly seconds: number | null;
  readonly message: string | null;
  readonly keyProviderName: string | null;
  readonly remaining: number | null;
}

const DETAILS_OF_KIND: Readonly<
  Record<FaultKind, { readonly needs: readonly FaultDetail[]; readonly mayHave: readonly FaultDetail[] }>
> = {
  FAIL_AT_PROGRESS: { needs: ["percent"], mayHave: ["message", "remaining"] },
  SLOW: { needs: ["seconds"], mayHave: [] },
  DISCONNECT_AT_PROGRESS: { needs: ["percent"], mayHave: ["remaining"] },
  DISCONNECT_KMS_AT_PROGRESS: { needs: ["percent", "keyProviderName"], mayHave: ["remaining"] },
};

/** What the database takes, as the table's checks say. */
const IS_SANE: { readonly [D in FaultDetail]: (value: NonNullable<FaultDetails[D]>) => boolean } = {
  percent: (percent) => percent >= 0 && percent <= 99,
  seconds: (seconds) => seconds > 0 && seconds <= 3600,
  message: (message) => [...message].length >= 1 && [...message].length <= 1000 && !message.includes("\0"),
  keyProviderName: () => true,
  remaining: (remaining) => remaining >= 1,
};

/** A refusal, and which of the details is at fault. */
export interface FaultRefusal extends OperationRefusal {
  readonly detail: FaultDetail;
}

/** Each kind of fault has details of its own: some it needs, some it may have, no others. */
export function refuseFault(fault: FaultDetails & { readonly kind: FaultKind }): FaultRefusal | null {
  const { kind } = fault;
  const { needs, mayHave } = DETAILS_OF_KIND[kind];
  for (const detail of Object.keys(IS_SANE) as FaultDetail[]) {
    const found = fault[detail];
    if (found === null) {
      if (needs.includes(detail)) return { detail, ...refuse({ id: "fault-detail-missing", kind, detail }) };
      continue;
    }
    if (!needs.includes(detail) && !mayHave.includes(detail)) {
      return { detail, ...refuse({ id: "fault-detail-superfluous", kind, detail, found }) };
    }
    if (!(IS_SANE[detail] as (value: unknown) => boolean)(found)) {
      return { detail, ...refuse({ id: "fault-detail-out-of-range", detail, found }) };
    }
  }
  return null;
}
