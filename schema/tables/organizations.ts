import { pgTable } from "drizzle-orm/pg-core";
import { createdAt, nameIsSane, nameText, primaryId } from "./columns.ts";

export const organizations = pgTable(
  "organizations",
  {
    id: primaryId(),
    name: nameText().notNull().unique(),
    createdAt: createdAt(),
  },
  (table) => [nameIsSane("organizations", table.name)],
);
