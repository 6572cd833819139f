import { type Static, Type } from "@sinclair/typebox";
import { CONNECTION_STATUSES, KMS_TYPES, TPM_PROVISIONINGS } from "../validation/vocabulary.ts";
import {
  datastoreNames,
  hardware,
  list,
  machineState,
  name,
  nameOrNull,
  qualifier,
  record,
  text,
  vcenterNames,
  whole,
  word,
} from "./estate-properties.ts";

/**
 * The shape of an estate file: a whole multi-vCenter estate as text, in which objects refer to each
 * other by name. `schema/estate.schema.json` is printed from here, for editors and for other programs.
 * What is left out is not known; it never means "no".
 */
export const ESTATE_FORMAT = "vtpm-gateway/estate@1";

const organization = record(
  { name: qualifier("Unique in the estate; without a slash.") },
  "An organization: whom VDCs and catalogs belong to.",
);

const storageVolume = record(
  {
    name: name("Unique in the estate."),
    uuid: Type.Optional(
      name("The volume's real identity, e.g. naa.600a0980…; unique in the estate. Left out: one is made."),
    ),
  },
  "A LUN, NFS export or vSAN, which vCenters mount as datastores.",
);

const kmsServer = record(
  {
    name: name("Unique in the key provider."),
    address: text("Host name or IP address."),
    port: whole(1, 65_535, "TCP port; 5696 is KMIP's."),
  },
  "A KMIP server of a key provider.",
);

const kmsRegistration = record(
  {
    name: name("The key provider's name, which is its identifier: the same name must serve the same keys everywhere."),
    type: word(KMS_TYPES, "STANDARD (KMIP servers), NATIVE (vSphere's own) or TRUSTED (vSphere Trust Authority)."),
    status: Type.Optional(word(CONNECTION_STATUSES, "Whether the vCenter reaches it. Left out: UNKNOWN.")),
    kmsClusterUuid: Type.Optional(
      text("Fingerprint of the KMS behind the name; equal ones serve equal keys. Left out: not known."),
    ),
    backedUp: Type.Optional(
      Type.Boolean({
        description: "NATIVE only: whether it was backed up; a vCenter uses it only then. Left out: not known.",
      }),
    ),
    servers: Type.Optional(list(kmsServer, "Its KMIP servers.")),
  },
  "A key provider registered on the vCenter.",
);

const datastore = record(
  {
    name: name("Unique in the vCenter."),
    volume: name("Name of the storage volume. A vCenter has one datastore of a volume at the most."),
  },
  "The vCenter's name for a storage volume.",
);

const cluster = record(
  {
    name: name("Unique in the vCenter."),
    maxHardwareVersion: Type.Optional(
      whole(3, 99, "Highest virtual hardware version that every host can run. Left out: not known."),
    ),
    defaultKeyProvider: Type.Optional(
      nameOrNull("The cluster's own default, which wins over the vCenter's. Null or left out: it has none."),
    ),
    datastores: Type.Optional(
      datastoreNames(0, "Datastores that the cluster's hosts mount. Left out: its storage is not inventoried."),
    ),
    storageInventoried: Type.Optional(
      Type.Boolean({
        description: "False: there may be more datastores than are listed. Left out: true if datastores is given.",
      }),
    ),
  },
  "A cluster of hosts.",
);

const unmanagedVm = record(
  {
    name: name("Unique in its vApp, or in the vCenter if it is in none."),
    vapp: Type.Optional(
      nameOrNull(
        "Name of the vApp that groups it with others of its cluster; naming one is what makes it. Null or left out: none.",
      ),
    ),
    cluster: name("Name of the vCenter's cluster that it runs in."),
    ...hardware,
    ...machineState,
  },
  "A VM that is in the vCenter and in no VDC: what can be imported into one.",
);

const vcenter = record(
  {
    name: name("Unique in the estate."),
    version: Type.Optional(text("E.g. 8.0.2, 7.0U2 or 7.0 Update 2. Left out: not known.")),
    build: Type.Optional(text("Build number. Left out: not known.")),
    status: Type.Optional(word(CONNECTION_STATUSES, "Whether it can be reached. Left out: CONNECTED.")),
    fastCrossVcenterInstantiation: Type.Optional(
      Type.Boolean({
        description: "Whether fast cross-vCenter vApp instantiation is active on it. Left out: not known.",
      }),
    ),
    trusts: Type.Optional(
      vcenterNames(
        "vCenters whose certificates it trusts, and which trust it. The list is complete unless trustsComplete is false. Left out: what the other vCenters' lists say, else not recorded.",
      ),
    ),
    trustsComplete: Type.Optional(
      Type.Boolean({
        description:
          "False: of vCenters that are in neither list it is not recorded. Left out: true if trusts is given.",
      }),
    ),
    distrusts: Type.Optional(
      vcenterNames("vCenters that it is known not to trust. Needed only where trusts is not complete."),
    ),
    kmsRegistrations: Type.Optional(
      list(kmsRegistration, "Key providers registered on it. Left out: they are not inventoried."),
    ),
    kmsInventoried: Type.Optional(
      Type.Boolean({
        description:
          "False: there may be more key providers than are listed. Left out: true if kmsRegistrations is given.",
      }),
    ),
    defaultKeyProvider: Type.Optional(
      nameOrNull("Name of one of its kmsRegistrations. Null or left out: it has no default."),
    ),
    datastores: Type.Optional(list(datastore, "Its datastores.")),
    clusters: Type.Optional(list(cluster, "Its clusters.")),
    unmanagedVms: Type.Optional(list(unmanagedVm, "VMs that it has and no VDC knows.")),
  },
  "A vCenter Server.",
);

const vdc = record(
  {
    name: name("Unique in the organization."),
    organization: name("Name of the organization."),
    vcenter: Type.Optional(name("Name of the vCenter. Left out: the cluster's.")),
    cluster: name("Name of the cluster that backs it, or vcenter/cluster."),
    fastProvisioning: Type.Optional(
      Type.Boolean({ description: "Whether VMs are made of templates as linked clones. Left out: false." }),
    ),
  },
  "An organization VDC: one cluster of one vCenter, lent to one organization.",
);

const vapp = record(
  { name: name("Unique in the VDC."), vdc: name("Name of the VDC, or organization/vdc.") },
  "A vApp in a VDC.",
);

const vm = record(
  {
    name: name("Unique in its vApp, or among the VDC's standalone VMs if it is in none."),
    vdc: name("Name of the VDC, or organization/vdc."),
    vapp: Type.Optional(nameOrNull("Name of a vApp of the same VDC. Null or left out: it stands alone.")),
    linkedClone: Type.Optional(
      Type.Boolean({ description: "Whether its disks are a delta of another VM's. Left out: false." }),
    ),
    ...hardware,
    ...machineState,
  },
  "A VM in a VDC.",
);

const templateVm = record({ name: name("Unique in the template."), ...hardware }, "A VM of a vApp template.");

const template = record(
  {
    name: name("Unique in the catalog."),
    tpmProvisioning: Type.Optional(
      Type.Unsafe<(typeof TPM_PROVISIONINGS)[number] | null>({
        enum: [...TPM_PROVISIONINGS, null],
        description:
          "What it was captured with: COPY (instances get the identical TPM) or REPLACE (a new one). Needed if a VM of it has a TPM, null or left out if none has.",
      }),
    ),
    vms: list(templateVm, "Its VMs."),
  },
  "A vApp template.",
);

const catalog = record(
  {
    name: name("Unique in the organization."),
    organization: name("Name of the organization."),
    vdc: name("Name of the VDC that stores its templates, or organization/vdc."),
    published: Type.Optional(
      Type.Boolean({ description: "Whether other catalogs may subscribe to it. Left out: false." }),
    ),
    templates: Type.Optional(list(template, "Its vApp templates.")),
  },
  "A catalog of vApp templates.",
);

const subscription = record(
  {
    catalog: name(
      "Name of the subscribed catalog, or organization/catalog. A catalog has one subscription at the most.",
    ),
    publisher: name("Name of the published catalog, or organization/catalog."),
  },
  "One catalog that receives another's templates: those of its own that are named like one of the publisher's have been received from there, and any other is dropped when it is synchronised.",
);

export const estateSchema = Type.Object(
  {
    $schema: Type.Optional(
      Type.String({ description: "Where an editor finds this schema; otherwise without meaning." }),
    ),
    format: Type.Literal(ESTATE_FORMAT, {
      description: "Says that this is an estate file, and which version of the format.",
    }),
    organizations: Type.Optional(list(organization, "Organizations.")),
    storageVolumes: Type.Optional(list(storageVolume, "Storage volumes.")),
    vcenters: Type.Optional(list(vcenter, "vCenters with all that is theirs.")),
    vdcs: Type.Optional(list(vdc, "Organization VDCs.")),
    vapps: Type.Optional(list(vapp, "vApps.")),
    vms: Type.Optional(list(vm, "VMs in VDCs.")),
    catalogs: Type.Optional(list(catalog, "Catalogs with their vApp templates.")),
    subscriptions: Type.Optional(list(subscription, "Subscriptions of catalogs to catalogs.")),
  },
  {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "vtpm-gateway estate",
    description:
      "A simulated multi-vCenter estate. Objects refer to each other by name. What is left out is not known.",
    additionalProperties: false,
  },
);

export type Estate = Static<typeof estateSchema>;
export type EstateVCenter = Static<typeof vcenter>;
export type EstateCluster = Static<typeof cluster>;
export type EstateVm = Static<typeof vm>;
export type EstateUnmanagedVm = Static<typeof unmanagedVm>;
export type EstateTemplate = Static<typeof template>;
export type EstateTemplateVm = Static<typeof templateVm>;
export type EstateCatalog = Static<typeof catalog>;
