import type { SQL } from "drizzle-orm";

/**
 * What holds over the whole database whenever a transaction ends, and no constraint of a table can say:
 * it is about several rows, or about what Postgres and the queue do.
 */
export interface DatabaseInvariant {
  /** In kebab-case, named for the good state. */
  readonly id: string;
  /** What the objects are that break it, in the plural: `VDCs without a record of their TPM capability`. */
  readonly broken: string;
  /**
   * A query for those objects, with one column: `name`, as text. It is one statement of any number of rows
   * that Postgres spills to disk, so that nobody's memory grows with the estate.
   */
  readonly violations: SQL;
  /** It may be broken for a moment, until some worker comes by: what is looked at twice. */
  readonly settles?: true;
}
