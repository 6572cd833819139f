import { taskExports } from "../../schema/tables/index.ts";
import type { Transaction } from "../inventory/database/database.ts";

export async function insertTaskExport(transaction: Transaction, made: typeof taskExports.$inferInsert): Promise<void> {
  await transaction.insert(taskExports).values(made);
}
