// Builds the extension: everything that it needs in one file, with the licences of what is in it.
"use strict";

const { buildSync } = require("esbuild");
const fs = require("fs");

fs.copyFileSync("../../grammars/arg.tmLanguage.json", "arg.tmLanguage.json");
fs.copyFileSync("../../LICENSE", "LICENSE");
const { metafile } = buildSync({
  entryPoints: ["extension.js"],
  outfile: "dist/extension.js",
  bundle: true,
  minify: true,
  platform: "node",
  target: "node18",
  external: ["vscode"],
  metafile: true,
});
const packages = Object.keys(metafile.inputs).map((file) => (/^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) || [])[0]);
const licences = [...new Set(packages.filter(Boolean))].sort().map((folder) => {
  const file = fs.readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  return `== ${folder.replace("node_modules/", "")}\n\n${fs.readFileSync(`${folder}/${file}`, "utf8")}`;
});
fs.writeFileSync("dist/LICENSES.txt", licences.join("\n"));
