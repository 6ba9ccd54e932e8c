// Runs a Python module in Pyodide, as `python -m MODULE ARGUMENTS` would: node pyodide.mjs REPOSITORY SITE MODULE ARGUMENTS.
// SITE is the folder with the packages of this machine's Python, of which those in plain Python can be imported.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [repository, site, ...rest] = process.argv.slice(2);
const folder = path.resolve(process.env.ARGMAP_PYODIDE);
const { loadPyodide } = await import(pathToFileURL(path.join(folder, "pyodide.mjs")));
const python = await loadPyodide();
const to = (descriptor) => ({ write: (bytes) => fs.writeSync(descriptor, bytes) });
python.setStdout(to(1));
python.setStderr(to(2));
python.mountNodeFS("/repository", repository);
python.mountNodeFS("/site", site);
python.FS.chdir("/repository");
python.globals.set("arguments", python.toPy(rest));
const program = `
import os, runpy, sys

sys.dont_write_bytecode = True
sys.path[:0] = ["/repository"]
sys.path.append("/site")
os.environ.update(ARGMAP_FONTS="", PYTEST_DISABLE_PLUGIN_AUTOLOAD="1")
status = 0
sys.argv = arguments
try:
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
except SystemExit as end:
    status = int(end.code or 0)
sys.stdout.flush()
status
`;
try {
  process.exitCode = python.runPython(program);
} catch (error) {
  // The stack would have all of Pyodide's program in it, which is one line.
  console.error(error.message);
  process.exitCode = 1;
}
