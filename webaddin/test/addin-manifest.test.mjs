// The unified manifest by Microsoft's own schema, with the functions as it would hold them itself.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import Ajv from "ajv-draft-04";
import formats from "ajv-formats";
import { python } from "./browser.mjs";

const asked = "import json; from xlscore.web.manifest import unified_manifest; from xlscore.web.metadata import functions_metadata;";
const [manifest, metadata] = JSON.parse(python(["-c", `${asked} print(json.dumps([unified_manifest("https://scorecard.example.org/web", application="66666666-7777-8888-9999-000000000000"), functions_metadata()]))`]));
const schemas = createRequire(import.meta.url).resolve("@microsoft/app-manifest").replace(/build.*/, "build/json-schemas/teams/");
const checker = new Ajv({ strict: false, allErrors: true });
formats(checker);
const check = checker.compile(JSON.parse(readFileSync(`${schemas}v${manifest.manifestVersion}/MicrosoftTeams.schema.json`, "utf8")));
const copy = () => structuredClone(manifest);

test("the unified manifest is valid", () => {
  check(manifest);

  assert.deepEqual(check.errors, null);
});

test("what Excel is told of the functions is valid, too", () => {
  const made = copy();
  const [{ customFunctions }] = made.extensions[0].runtimes;
  delete customFunctions.metadataUrl;
  customFunctions.functions = metadata.functions.map(({ options, result, ...told }) => ({ ...told, result: { dimensionality: result.dimensionality } }));

  check(made);

  assert.deepEqual(check.errors, null);
});

test("a spoilt one is not", () => {
  for (const spoil of [
    (made) => delete made.extensions[0].runtimes[0].code,
    (made) => (made.extensions[0].runtimes[0].customFunctions.namespace.id = ""),
    (made) => (made.extensions[0].ribbons[0].tabs[0].groups[0].controls[0].supertip.description = "x".repeat(251)),
    (made) => (made.extensions[0].customFunctions = {}),
    (made) => (made.webApplicationInfo.id = "scorecard"),
  ]) {
    const made = copy();
    spoil(made);
    assert.equal(check(made), false);
  }
});
