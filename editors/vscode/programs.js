// Starting and ending argmap's processes. On Windows `argmap` may be a `.cmd` or `.bat` file, as pyenv, uv's and
// npm's shims are: Node finds none by its bare name, and starts them through cmd.exe alone.
"use strict";

const { spawn } = require("child_process");
const fs = require("fs");
const path = require("path").win32;

/** What `spawn` and the language client take to start `program` with these arguments. */
function starting(program, args) {
  const found = process.platform === "win32" ? located(program) : program;
  if (process.platform !== "win32" || !/\.(cmd|bat)$/i.test(found)) {
    return { command: found, args, options: {} };
  }
  return { command: literal(found), args: args.map((arg) => literal(quoted(arg))), options: { shell: true } };
}

/** The file that a name on Windows stands for; the name as it is where there is none, and Node says so.
 * Unlike Windows itself this never looks in the current folder, which may be a stranger's. */
function located(program) {
  const endings = path.extname(program) ? [""] : [];
  endings.push(...(process.env.PATHEXT || ".COM;.EXE;.BAT;.CMD").toLowerCase().split(";").filter(Boolean));
  const folders = /[\\/]/.test(program) ? [""] : (process.env.PATH || "").split(path.delimiter).filter(Boolean);
  for (const folder of folders) {
    for (const ending of endings) {
      const file = path.join(folder.replace(/^"(.*)"$/, "$1"), program + ending);
      if (/\.(com|exe|bat|cmd)$/i.test(file) && fs.existsSync(file)) return file;
    }
  }
  return program;
}

/** An argument in quotes, as Windows programs take their command line apart. */
function quoted(arg) {
  return `"${arg.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, "$&$&")}"`;
}

/** A text of which cmd.exe takes nothing as its own language: blanks, quotes and %NAMES% among it. */
function literal(text) {
  return text.replace(/[()\][%!^"`<>&|;, *?]/g, "^$&");
}

/** Ends a process that was started so, and what cmd.exe started for it. */
function end(child) {
  if (process.platform !== "win32" || child.pid === undefined) {
    child.kill();
    return;
  }
  const taskkill = path.join(process.env.SystemRoot || "C:\\Windows", "System32", "taskkill.exe");
  spawn(taskkill, ["/pid", String(child.pid), "/t", "/f"]).on("error", () => child.kill());
}

module.exports = { starting, end };
