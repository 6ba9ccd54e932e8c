// Runs the VS Code extension with a stand-in for VS Code: node extension.js EXTENSION FILE COMMAND.
// Each line of the output is a JSON list of what the extension did: what it started as a language server, which
// title and page its panel has, what it said. A line of input closes the panel. With WINDOWS, a JSON list of the files that
// there are, it is made believe to be on Windows: processes are told of, and not started. FOLDER is the folder of the
// workspace, CHOSEN what the Python extension has chosen, ANSWER the button that is clicked in messages.
"use strict";
const Module = require("module");
const [extension, file, command] = process.argv.slice(2);
const commands = {};
let trusted = process.env.TRUSTED !== "no";

const folder = process.env.FOLDER;
let taskEnded;

const environments = {
  getActiveEnvironmentPath: () => ({ path: process.env.CHOSEN }),
  resolveEnvironment: async ({ path }) => ({ executable: { uri: { fsPath: path } } }),
  onDidChangeActiveEnvironmentPath: () => ({}),
};

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

if (process.env.WINDOWS) {
  const files = JSON.parse(process.env.WINDOWS);
  const { EventEmitter } = require("events");
  Object.defineProperty(process, "platform", { value: "win32" });
  require("fs").existsSync = (path) => files.includes(path);
  require("child_process").execFile = (command, args, options, told) => {
    tell("asked", command, args, options.shell || false);
    setTimeout(() => told(null, '"result"', ""), 0);
    return { stdin: { on() {}, end() {} } };
  };
  require("child_process").spawn = (command, args, options) => {
    tell("spawned", command, args, options || null);
    const stream = () => new EventEmitter();
    return Object.assign(stream(), { pid: 7, stdout: stream(), stderr: stream(), kill() { tell("killed"); } });
  };
}

const stands = {
  vscode: {
    ViewColumn: { Beside: -2 },
    commands: {
      registerCommand: (name, run) => { commands[name] = run; return {}; },
      executeCommand: async (...what) => tell("command", ...what),
    },
    extensions: { getExtension: () => process.env.CHOSEN && { activate: async () => ({ environments }) } },
    ProcessExecution: class { constructor(program, args) { Object.assign(this, { program, args }); } },
    Task: class { constructor(_kind, scope, name, _source, run) { Object.assign(this, { scope, name, run }); } },
    TaskScope: { Global: 1 },
    tasks: {
      async executeTask(task) {
        tell("task", task.name, task.scope.name || task.scope, task.run.program, task.run.args);
        setTimeout(() => taskEnded({ execution: task, exitCode: 0 }), 0);
        return task;
      },
      onDidEndTaskProcess: (listener) => { taskEnded = listener; return { dispose() {} }; },
    },
    window: {
      activeTextEditor: { document: { languageId: "argmap", isUntitled: false, uri: { fsPath: file } } },
      createWebviewPanel: panel,
      showErrorMessage: async (text, ...buttons) => {
        tell("error", text, ...buttons);
        const answer = buttons.find((button) => button === process.env.ANSWER);
        delete process.env.ANSWER;
        return answer;
      },
      showInformationMessage: (text) => tell("information", text),
    },
    workspace: {
      workspaceFolders: folder && [{ name: "work", uri: { fsPath: folder } }],
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
      async start() {
        const { command, args, options } = this.server;
        tell("server", command, args, ...(options.shell ? [options] : []));
      }
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
