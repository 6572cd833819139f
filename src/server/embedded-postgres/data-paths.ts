import { join } from "node:path";

/** Where the parts of one embedded PostgreSQL lie. */
export interface DataPaths {
  readonly root: string;
  readonly postgres: string;
  readonly password: string;
  readonly log: string;
}

export function dataPaths(dataDirectory: string): DataPaths {
  return {
    root: dataDirectory,
    postgres: join(dataDirectory, "postgres"),
    password: join(dataDirectory, "postgres.password"),
    log: join(dataDirectory, "postgres.log"),
  };
}
