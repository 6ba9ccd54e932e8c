// argmap in VS Code: the language server and the preview are argmap's own; this starts them.
"use strict";

const { spawn } = require("child_process");
const http = require("http");
const vscode = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");
const { found, installer, told } = require("./environments");
const { starting, end } = require("./programs");

const WHAT = "argmap[lsp,preview]";

let client;
let command;
let work = Promise.resolve();
const previews = new Map();

/** How argmap is started with these arguments. */
function argmap(...args) {
  const [program, ...first] = command;
  return starting(program, [...first, ...args]);
}

async function start() {
  command = undefined;
  if (!vscode.workspace.isTrusted) return;
  const there = await found();
  if (there.wrong) {
    missing(there.wrong);
    return;
  }
  command = there.command;
  const server = { ...argmap("lsp"), transport: TransportKind.stdio };
  client = new LanguageClient("argmap", "argmap", server, {
    documentSelector: [{ language: "argmap" }],
  });
  try {
    await client.start();
  } catch (error) {
    vscode.window.showErrorMessage(`argmap lsp: ${error.message}`);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running && running.needsStop()) await running.stop();
}

/** Starts the language server anew, after what was asked for before is done. */
function restart() {
  work = work.then(stop).then(start);
  return work;
}

/** Says that argmap is not there, and what can be done. */
async function missing(what) {
  const answer = await vscode.window.showErrorMessage(what, "Install", "Set the command");
  if (answer === "Install") await install();
  else if (answer) await vscode.commands.executeCommand("workbench.action.openSettings", "argmap.command");
}

/** Installs argmap in a terminal, where it is seen what is done, and starts it. */
async function install() {
  const run = new vscode.ProcessExecution(await installer(), ["-m", "pip", "install", WHAT]);
  const scope = (vscode.workspace.workspaceFolders || [vscode.TaskScope.Global])[0];
  const task = new vscode.Task({ type: "process" }, scope, "Install argmap", "argmap", run);
  const running = await vscode.tasks.executeTask(task);
  const ended = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
    if (execution !== running) return;
    ended.dispose();
    if (exitCode === 0) restart();
  });
}

/** Shows a file's figure beside it, drawn by `argmap preview` for as long as the panel is open. */
function preview() {
  if (!vscode.workspace.isTrusted) {
    vscode.window.showInformationMessage("argmap is started only in folders that you trust.");
    return;
  }
  if (!command) {
    missing("argmap was not found, and nothing can be drawn without it.");
    return;
  }
  const editor = vscode.window.activeTextEditor;
  if (!editor || editor.document.languageId !== "argmap" || editor.document.isUntitled) {
    vscode.window.showInformationMessage("Save an .arg file and open it, and its preview can be shown.");
    return;
  }
  const file = editor.document.uri.fsPath;
  if (previews.has(file)) {
    previews.get(file).reveal(vscode.ViewColumn.Beside, true);
    return;
  }
  const name = file.split(/[\\/]/).pop();
  const panel = vscode.window.createWebviewPanel(
    "argmap.preview",
    `Preview ${name}`,
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
    { enableScripts: true, retainContextWhenHidden: true }
  );
  const drawing = argmap("preview", file, "--no-open", "--quiet");
  const child = spawn(drawing.command, drawing.args, drawing.options);
  previews.set(file, panel);
  panel.onDidDispose(() => {
    previews.delete(file);
    end(child);
  });
  let said = "";
  let wrong = "";
  let found = false;
  child.on("error", (error) => (wrong += error.message));
  child.stderr.on("data", (data) => (wrong += data));
  child.stdout.on("data", (data) => {
    said += data;
    const address = /^(http:\/\/127\.0\.0\.1:\d+\/)\s/.exec(said);
    if (address && !found) {
      found = true;
      follow(file, panel, name, address[1]);
    }
  });
  child.on("close", () => {
    if (previews.get(file) !== panel) return;
    vscode.window.showErrorMessage(`argmap preview: ${wrong || "it has ended"}`);
    panel.dispose();
  });
}

/** Keeps the panel at the last good figure; what is wrong stands among the editor's problems. */
async function follow(file, panel, name, address) {
  let seen = -1;
  let drawn = -1;
  while (previews.get(file) === panel) {
    try {
      const news = JSON.parse(await get(`${address}news?seen=${seen}`));
      seen = news.number;
      panel.title = news.old ? `Preview ${name} (errors)` : `Preview ${name}`;
      if (news.drawn !== drawn) {
        drawn = news.drawn;
        panel.webview.html = await get(`${address}figure`);
      }
    } catch {
      return; // The server has ended, which is told where its process does.
    }
  }
}

function get(address) {
  return new Promise((done, failed) => {
    http.get(address, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (data) => (text += data));
      answer.on("end", () => (answer.statusCode === 200 ? done(text) : failed(new Error(text))));
    }).on("error", failed);
  });
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("argmap.preview", preview),
    vscode.commands.registerCommand("argmap.restart", restart),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("argmap.command")) return restart();
    })
  );
  await restart();
  const environments = await told();
  if (environments) context.subscriptions.push(environments.onDidChangeActiveEnvironmentPath(restart));
}

function deactivate() {
  for (const panel of previews.values()) panel.dispose();
  return stop();
}

module.exports = { activate, deactivate };
