// Writes generated/api.ts: the API's types, made of its OpenAPI document by somebody else's program.
import { mkdirSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";
import { apiDocument } from "../../doors/openapi/document.ts";

// As JSON, which is what a client gets.
const document = JSON.stringify(apiDocument("https://blog.example"));
const types = astToString(await openapiTS(document, { defaultNonNullable: false }));
mkdirSync("generated", { recursive: true });
writeFileSync("generated/api.ts", types);
// The document's schemas open no connection, but what they are declared beside may keep a timer.
process.exit(0);
