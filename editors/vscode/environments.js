// Where argmap is: what the setting says, else an environment of Python that has it, else the path.
"use strict";

const { execFile } = require("child_process");
const fs = require("fs");
const path = require("path");
const vscode = require("vscode");
const { starting } = require("./programs");

/** The words that start argmap, as `command`; or, as `wrong`, why there are none. */
async function found() {
  const said = vscode.workspace.getConfiguration("argmap").get("command");
  if (said && said.length) {
    const wrong = await asked(said);
    return wrong ? { wrong: `${said.join(" ")}: ${wrong}` } : { command: said };
  }
  // Without -P, Python would take an argmap.py that happens to lie in the folder.
  const commands = (await pythons()).map((python) => [python, "-P", "-m", "argmap"]);
  let own;
  for (const command of [...commands, ["argmap"]]) {
    const wrong = await asked(command);
    if (!wrong) return { command };
    if (wrong.startsWith("argmap: ")) own ||= `${command.join(" ")}: ${wrong.slice(8)}`;
  }
  return { wrong: own || "argmap was not found in the workspace's Python, nor on the path." };
}

/** The Pythons of the workspace, best first: the one that is chosen in the Python extension, those in its folders, and
 * those of the environments in which the editor was started. */
async function pythons() {
  const folders = (vscode.workspace.workspaceFolders || []).map((folder) => folder.uri.fsPath);
  const environments = folders.flatMap((folder) => [path.join(folder, ".venv"), path.join(folder, "venv")]);
  environments.push(process.env.VIRTUAL_ENV, process.env.CONDA_PREFIX);
  // Conda's on Windows has no folder for its programs.
  const places = process.platform === "win32" ? ["Scripts\\python.exe", "python.exe"] : ["bin/python"];
  const there = environments
    .filter(Boolean)
    .flatMap((environment) => places.map((place) => path.join(environment, place)))
    .filter((python) => fs.existsSync(python));
  return [...new Set([await chosen(), ...there].filter(Boolean))];
}

/** What the Python extension tells others, where it is installed. */
async function told() {
  try {
    return (await vscode.extensions.getExtension("ms-python.python").activate()).environments;
  } catch {
    return undefined;
  }
}

async function chosen() {
  try {
    const environments = await told();
    const folder = (vscode.workspace.workspaceFolders || [])[0];
    const active = environments.getActiveEnvironmentPath(folder && folder.uri);
    return (await environments.resolveEnvironment(active)).executable.uri.fsPath;
  } catch {
    return undefined; // There is no such extension, or none is chosen in it.
  }
}

const GREETING = [
  { id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } },
  { id: 2, method: "shutdown" },
  { method: "exit" },
].map((message) => {
  const text = JSON.stringify({ jsonrpc: "2.0", ...message });
  return `Content-Length: ${text.length}\r\n\r\n${text}`;
});

/** Why these words start no language server; nothing where they do. */
function asked([program, ...first]) {
  const { command, args, options } = starting(program, [...first, "lsp"]);
  return new Promise((done) => {
    const told = (error, said, wrong) => {
      if (!error && said.includes('"result"')) done("");
      else done((wrong.trim() || (error ? error.message : "this is not argmap")).slice(0, 300));
    };
    const server = execFile(command, args, { ...options, timeout: 30000, windowsHide: true }, told);
    server.stdin.on("error", () => {}); // It has ended before it was greeted.
    server.stdin.end(GREETING.join(""));
  });
}

/** The Python to install argmap with. */
async function installer() {
  return (await pythons())[0] || (process.platform === "win32" ? "py" : "python3");
}

module.exports = { found, told, installer };
