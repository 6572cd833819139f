import { Command } from "commander";
import { describeSettings, readSettings } from "../server/settings.ts";
import { say } from "./say.ts";

export function serveCommand(): Command {
  return new Command("serve")
    .description("Run the gateway until Ctrl-C.")
    .addHelpText("after", `\nSettings, from the environment:\n${describeSettings()}`)
    .action(async () => {
      const settings = readSettings(process.env);
      // GraphQL and HTTP take longer to load than most commands take in all.
      const { serve } = await import("../server/serve.ts");
      await serve(settings, say);
    });
}
