import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { packageRoot } from "../src/inventory/database/package-root.ts";
import { packageOf, readSourceFiles, type SourceFile } from "./support/source-files.ts";

interface Room {
  readonly folder: string;
  readonly packages: readonly string[];
}

/** From the earliest to the latest: a file imports from its own room or from an earlier one. */
const ROOMS: readonly Room[] = [
  { folder: "src/validation", packages: [] },
  { folder: "src/formats", packages: ["@sinclair/typebox", "ajv", "node:fs/promises", "node:path", "saxes", "yaml"] },
  { folder: "schema/tables", packages: ["drizzle-orm", "uuid"] },
  {
    folder: "src/inventory",
    packages: [
      "dataloader",
      "drizzle-orm",
      // Its migrations belong to the database's.
      "graphile-worker",
      "node:crypto",
      "node:fs",
      "node:fs/promises",
      "node:path",
      "node:timers/promises",
      "node:url",
      "pg",
      "uuid",
    ],
  },
  { folder: "src/simulator", packages: ["node:timers/promises"] },
  {
    folder: "src/tasks",
    packages: ["drizzle-orm", "graphile-worker", "node:crypto", "node:events", "node:timers/promises", "pg", "uuid"],
  },
  { folder: "src/graphql", packages: ["graphql", "graphql-scalars", "reflect-metadata", "type-graphql"] },
  {
    folder: "src/server",
    packages: [
      "@apollo/server",
      "@as-integrations/fastify",
      "@fastify/static",
      "@graphile/depth-limit",
      "fastify",
      "graphql",
      "graphql-ws",
      "node:*",
      "pg",
      "pino",
      "ws",
    ],
  },
  { folder: "src/cli", packages: ["commander", "node:*"] },
];

/** From the earliest to the latest, likewise; every file of the inventory is in one of them. */
const INVENTORY_ROOMS = [
  "database",
  "access",
  "facts",
  "reading",
  "locks",
  "machines",
  "changes",
  "estate-file",
  "invariants",
] as const;

/** The page that runs in the browser: it knows the gateway by HTTP alone, and no room knows it. */
const PAGE: Room = {
  folder: "src/server/graphiql",
  packages: ["graphiql", "graphql", "graphql-ws", "node:url", "react", "react-dom", "vite"],
};

/** Names under which things gather that lack a noun of their own. */
const NAMELESS = ["common", "core", "helpers", "services", "types", "util", "utils"];

let files: SourceFile[];

beforeAll(async () => {
  files = (await Promise.all(["src", "schema"].map(readSourceFiles))).flat();
});

function roomOf(path: string): Room | undefined {
  return [PAGE, ...ROOMS].find(({ folder }) => path.startsWith(`${folder}/`));
}

/** Every import that `isWrong`, as `file: specifier`. */
function importsThat(isWrong: (from: SourceFile, specifier: string, to: string | null) => boolean): string[] {
  return files.flatMap((from) =>
    from.imports
      .filter(({ specifier, file }) => isWrong(from, specifier, file))
      .map(({ specifier }) => `${from.path}: ${specifier}`),
  );
}

describe("the rooms", () => {
  test("are all there is, and all are there", async () => {
    expect(files.filter(({ path }) => roomOf(path) === undefined).map(({ path }) => path)).toEqual([]);
    expect(ROOMS.filter(({ folder }) => !files.some(({ path }) => path.startsWith(`${folder}/`)))).toEqual([]);
    const folders = await readdir(join(packageRoot, "src"));
    expect(folders.map((name) => `src/${name}`).filter((path) => !ROOMS.some(({ folder }) => folder === path))).toEqual(
      [],
    );
  });

  test("import from themselves and from earlier rooms alone", () => {
    const wrong = importsThat(({ path }, _specifier, to) => {
      if (to === null) return false;
      const [from, target] = [roomOf(path), roomOf(to)];
      if (from === target) return false;
      if (from === undefined || target === undefined || from === PAGE || target === PAGE) return true;
      return ROOMS.indexOf(target) > ROOMS.indexOf(from);
    });
    expect(wrong).toEqual([]);
  });

  test("of the inventory are all there is, and import from themselves and from earlier ones alone", async () => {
    const folders = await readdir(join(packageRoot, "src/inventory"));
    expect(folders.toSorted()).toEqual(INVENTORY_ROOMS.toSorted());
    const subRoomOf = (path: string) => INVENTORY_ROOMS.findIndex((name) => path.startsWith(`src/inventory/${name}/`));
    const wrong = importsThat(({ path }, _specifier, to) => {
      const [from, target] = [subRoomOf(path), to === null ? -1 : subRoomOf(to)];
      return from >= 0 && target > from;
    });
    expect(wrong).toEqual([]);
  });

  test("import no package that they may not have", () => {
    const wrong = importsThat(({ path }, specifier, to) => {
      if (to !== null) return false;
      const allowed = roomOf(path)?.packages ?? [];
      return !allowed.includes(packageOf(specifier)) && !(allowed.includes("node:*") && specifier.startsWith("node:"));
    });
    expect(wrong).toEqual([]);
  });

  test("hold no circle of files, but for tables that refer to each other", () => {
    expect(findCircle(files.filter(({ path }) => !path.startsWith("schema/tables/")))).toBeNull();
  });

  test("validation is pure: nothing asynchronous, no clock, no chance, no process", () => {
    const impure = /\b(async|await|Promise|Date|performance|setTimeout|process|fetch|console)\b|Math\.random/;
    const found = files.filter(({ path, text }) => path.startsWith("src/validation/") && impure.test(text));
    expect(found.map(({ path, text }) => `${path}: ${impure.exec(text)?.[0]}`)).toEqual([]);
  });
});

describe("the files", () => {
  test("are imported by their whole names, and are there", () => {
    const known = new Set(files.map(({ path }) => path));
    const wrong = importsThat(({ path }, _specifier, to) => to !== null && roomOf(path) !== PAGE && !known.has(to));
    expect(wrong).toEqual([]);
  });

  test("have no default export, and pass on nobody else's", () => {
    const named = files.filter(({ path }) => !path.endsWith(".config.ts"));
    expect(named.filter(({ text }) => /^export default\b/m.test(text)).map(({ path }) => path)).toEqual([]);
    const barrel = /^export\s+(?:type\s+)?(?:\*|\{)[^;]*?\bfrom\b/m;
    const barrels = files.filter(({ text }) => barrel.test(text)).map(({ path }) => path);
    expect(barrels).toEqual(["schema/tables/index.ts"]);
  });

  test("and their folders are named in kebab-case, and for something", async () => {
    const tests = await readSourceFiles("test");
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;
    const wrong = [...files, ...tests]
      .map(({ path }) => path)
      .filter((path) => {
        const names = path.replace(/(\.browser)?(\.test|\.config)?\.tsx?$/, "").split("/");
        return names.some((name) => !kebab.test(name) || NAMELESS.includes(name));
      });
    expect(wrong).toEqual([]);
  });

  test("have fewer than 300 lines", () => {
    expect(files.filter(({ text }) => text.split("\n").length > 300).map(({ path }) => path)).toEqual([]);
  });
});

/** The first circle that is found, as the paths along it. */
function findCircle(all: readonly SourceFile[]): string[] | null {
  const byPath = new Map(all.map((file) => [file.path, file]));
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): string[] | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return null;
    for (const { file } of byPath.get(path)?.imports ?? []) {
      const circle = file === null ? null : visit(file, [...trail, path]);
      if (circle !== null) return circle;
    }
    done.add(path);
    return null;
  };
  for (const { path } of all) {
    const circle = visit(path, []);
    if (circle !== null) return circle;
  }
  return null;
}
