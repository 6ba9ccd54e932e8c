// The scopes that a TextMate grammar gives, by the tokeniser of VS Code: node textmate.js GRAMMAR < FILES
// FILES is a JSON list of texts; the answer is a list, for each text, of its lines' tokens [start, end, scope].
"use strict";
const fs = require("fs");
const path = require("path");
const folder = process.env.ARGMAP_TEXTMATE;
const oniguruma = require(path.join(folder, "vscode-oniguruma"));
const textmate = require(path.join(folder, "vscode-textmate"));

async function main() {
  const wasm = fs.readFileSync(path.join(folder, "vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () =>
      textmate.parseRawGrammar(fs.readFileSync(process.argv[2], "utf8"), "arg.tmLanguage.json"),
  });
  const grammar = await registry.loadGrammar("source.argmap");
  const answers = JSON.parse(fs.readFileSync(0, "utf8")).map((text) => {
    let state = textmate.INITIAL;
    return text.split("\n").map((line) => {
      const found = grammar.tokenizeLine(line, state);
      state = found.ruleStack;
      return found.tokens.map((t) => [t.startIndex, t.endIndex, t.scopes[t.scopes.length - 1]]);
    });
  });
  process.stdout.write(JSON.stringify(answers));
}

main();
