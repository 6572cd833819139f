import { Command } from "commander";

export function schemaCommand(): Command {
  return new Command("schema").description("Print the GraphQL schema (SDL).").action(async () => {
    const { printGatewaySchema } = await import("../graphql/schema.ts");
    process.stdout.write(await printGatewaySchema());
  });
}
