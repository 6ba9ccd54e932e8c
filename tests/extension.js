// Runs the VS Code extension with a stand-in for VS Code: node extension.js EXTENSION FILE COMMAND.
// Each line of the output is a JSON list of what the extension did: what it started as a language server, which
// title and page its panel has, what it said. A line of input closes the panel.
"use strict";
const Module = require("module");
const [extension, file, command] = process.argv.slice(2);
const commands = {};
let trusted = process.env.TRUSTED !== "no";

function tell(...what) {
  process.stdout.write(JSON.stringify(what) + "\n");
}

function panel(_kind, title) {
  let closed = () => {};
  const opened = {
    title,
    webview: { set html(text) { tell("page", opened.title, text); } },
    onDidDispose(listener) { closed = listener; },
    dispose() { closed(); },
    reveal() { tell("revealed"); },
  };
  process.stdin.once("data", () => opened.dispose());
  return opened;
}

const stands = {
  vscode: {
    ViewColumn: { Beside: -2 },
    commands: { registerCommand: (name, run) => { commands[name] = run; return {}; } },
    window: {
      activeTextEditor: { document: { languageId: "argmap", isUntitled: false, uri: { fsPath: file } } },
      createWebviewPanel: panel,
      showErrorMessage: (text) => tell("error", text),
      showInformationMessage: (text) => tell("information", text),
    },
    workspace: {
      get isTrusted() { return trusted; },
      getConfiguration: () => ({ get: () => JSON.parse(command) }),
      onDidGrantWorkspaceTrust: () => ({}),
      onDidChangeConfiguration: () => ({}),
    },
  },
  "vscode-languageclient/node": {
    TransportKind: { stdio: 0 },
    LanguageClient: class {
      constructor(_id, _name, server) { this.server = server; }
      async start() { tell("server", this.server.command, this.server.args); }
      needsStop() { return true; }
      async stop() { tell("stopped"); }
    },
  },
};
const load = Module._load;
Module._load = (name, ...rest) => stands[name] || load(name, ...rest);

async function main() {
  const { activate, deactivate } = require(extension);
  await activate({ subscriptions: [] });
  await commands["argmap.restart"]();
  commands["argmap.preview"]();
  commands["argmap.preview"]();
  process.stdin.once("data", () => deactivate());
}

main();
