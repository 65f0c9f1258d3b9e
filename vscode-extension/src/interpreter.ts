// Finds a Python that has pytea. In a workspace that is not trusted nothing inside of it is started.

import { execFile } from "node:child_process";
import { homedir } from "node:os";
import * as vscode from "vscode";

export interface Command {
  command: string;
  args: string[];
  /** Where it was found, for the output. */
  origin: string;
}

export interface Search {
  found: Command | undefined;
  /** The interpreter into which pytea can be installed. */
  interpreter: string | undefined;
  /** What was looked at, in order. */
  tried: string[];
}

// -P: the folder from which Python is started is no place for modules.
const MODULE = ["-P", "-m", "pytea", "lsp"];

interface PythonApi {
  environments: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { path: string };
    onDidChangeActiveEnvironmentPath: vscode.Event<unknown>;
  };
}

export async function pythonApi(): Promise<PythonApi | undefined> {
  const extension = vscode.extensions.getExtension<PythonApi>("ms-python.python");
  if (!extension) return undefined;
  try {
    const api = extension.isActive ? extension.exports : await extension.activate();
    return api?.environments ? api : undefined;
  } catch {
    return undefined;
  }
}

export async function findServer(): Promise<Search> {
  const tried: string[] = [];
  const configured = configuredInterpreter();
  let interpreter = configured;
  if (configured) {
    if (await hasPytea(configured)) return result("pytea.interpreter", configured, tried);
    tried.push(`${configured} (setting pytea.interpreter)`);
  }
  if (vscode.workspace.isTrusted) {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const selected = (await pythonApi())?.environments.getActiveEnvironmentPath(folder).path;
    if (selected) {
      interpreter ??= selected;
      if (await hasPytea(selected)) return result("Python extension", selected, tried);
      tried.push(`${selected} (Python extension)`);
    }
  }
  if (await succeeds("pytea", ["--version"])) {
    const found = { command: "pytea", args: ["lsp"], origin: "PATH" };
    return { found, interpreter: interpreter ?? "python3", tried };
  }
  tried.push("pytea on PATH");
  for (const name of ["python3", "python"]) {
    if (await hasPytea(name)) return result("PATH", name, tried);
    tried.push(`${name} on PATH`);
  }
  return { found: undefined, interpreter: interpreter ?? "python3", tried };
}

function configuredInterpreter(): string | undefined {
  const setting = vscode.workspace.getConfiguration("pytea").inspect<string>("interpreter");
  const own = setting?.workspaceFolderValue || setting?.workspaceValue;
  const value = (vscode.workspace.isTrusted && own) || setting?.globalValue;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  return value ? value.replace("${workspaceFolder}", folder).replace(/^~/, homedir()) : undefined;
}

function result(origin: string, interpreter: string, tried: string[]): Search {
  return { found: { command: interpreter, args: MODULE, origin }, interpreter, tried };
}

function hasPytea(interpreter: string): Promise<boolean> {
  return succeeds(interpreter, ["-P", "-c", "import pytea_lsp"]);
}

function succeeds(command: string, args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(command, args, { cwd: homedir(), timeout: 20_000 }, (error) => resolve(!error));
  });
}
