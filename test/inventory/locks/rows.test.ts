import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { lockCatalogs, lockVCenters } from "../../../src/inventory/locks/rows.ts";
import { openEstateDatabase } from "../../support/demo-database.ts";
import { eventually } from "../../tasks/world.ts";

const { db, idOf } = await openEstateDatabase();

const countWaiting = async () => {
  const { rows } = await db.execute<{ waiting: number }>(sql`
    select count(*)::int as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`);
  return rows[0]?.waiting ?? 0;
};

/** One who shares a row, one who then wants to change it, and one who then wants to share it, too. */
test.each([
  ["vCenter", lockVCenters, await idOf("VCenter", "vc-a")],
  ["catalog", lockCatalogs, await idOf("Catalog", "images")],
] as const)("who waits to change a %s is not overtaken by those who share it", async (_kind, lock, id) => {
  const got: string[] = [];
  let release = () => {};
  const first = db.transaction(async (transaction) => {
    await lock(transaction, [id], "share");
    got.push("first");
    await new Promise<void>((resolve) => {
      release = resolve;
    });
  });
  await eventually(() => got).toEqual(["first"]);
  const follow = (who: string, strength: "share" | "update") =>
    db.transaction(async (transaction) => {
      await lock(transaction, [id], strength);
      got.push(who);
    });
  const changing = follow("changing", "update");
  await eventually(countWaiting).toBe(1);
  const sharing = follow("sharing", "share");
  await eventually(async () => (await countWaiting()) + got.length).toBe(3);
  release();
  await Promise.all([first, changing, sharing]);
  expect(got).toEqual(["first", "changing", "sharing"]);
});
