import { Arg, Query, Resolver } from "type-graphql";
import { listGuestOses } from "../../validation/guest-os.ts";
import { formatVCenterVersion } from "../../validation/versions.ts";
import { GuestOperatingSystem, GuestOperatingSystemFilter } from "./guest-os-type.ts";
import { matchesFilter } from "./match-filter.ts";

const guestOperatingSystems = listGuestOses().map(({ tpmEligible, sinceVCenter, ...guestOs }) => ({
  ...guestOs,
  supportsTpm: tpmEligible,
  sinceVCenter: sinceVCenter && formatVCenterVersion(sinceVCenter),
}));

@Resolver()
export class GuestOperatingSystemResolver {
  @Query(() => [GuestOperatingSystem], {
    description: "The guest operating systems that vSphere knows, by guestId.",
  })
  guestOperatingSystems(
    @Arg("filter", () => GuestOperatingSystemFilter, {
      nullable: true,
      description: "Only the guest operating systems that match.",
    })
    filter: GuestOperatingSystemFilter | null,
  ) {
    return guestOperatingSystems.filter((guestOs) => matchesFilter(guestOs, filter ?? {}));
  }
}
