import { expect, test } from "vitest";
import { parseEstate } from "../../src/formats/parse-estate.ts";
import { writeEstate } from "../../src/formats/write-estate.ts";
import { readDemoEstate } from "../support/demo-estate.ts";

test("what is written reads back as the same estate", async () => {
  const demo = await readDemoEstate();
  const text = [...writeEstate(demo)].join("");
  expect(parseEstate(Buffer.from(text), "demo.json").estate).toEqual(demo);
});

test("an object of plain values has a line of its own", () => {
  const text = [
    ...writeEstate({
      format: "vtpm-gateway/estate@1",
      organizations: [],
      vapps: [{ name: 'we"b', vdc: "gold" }],
      vcenters: [{ name: "vc-a", datastores: [{ name: "ds", volume: "san" }], clusters: [] }],
      vms: [{ name: "a", vdc: "gold", datastores: ["x", "y"] }],
    }),
  ].join("");
  expect(text).toBe(`{
  "format": "vtpm-gateway/estate@1",
  "organizations": [],
  "vapps": [
    { "name": "we\\"b", "vdc": "gold" }
  ],
  "vcenters": [
    {
      "name": "vc-a",
      "datastores": [
        { "name": "ds", "volume": "san" }
      ],
      "clusters": []
    }
  ],
  "vms": [
    { "name": "a", "vdc": "gold", "datastores": ["x", "y"] }
  ]
}
`);
});
