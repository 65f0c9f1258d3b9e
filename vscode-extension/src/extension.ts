// pytea in the editor: starts the server and shows what it knows.

import * as vscode from "vscode";
import { commands } from "./commands";
import { GraphView } from "./graph";
import { pythonApi } from "./interpreter";
import { PathsView } from "./paths";
import { Server } from "./server";
import { ShapesView } from "./shapes";
import { statusBar } from "./status";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const started = new Server();
  server = started;
  const views = {
    paths: new PathsView(started),
    shapes: new ShapesView(started),
    graph: new GraphView(started),
  };
  const refresh = () => void vscode.commands.executeCommand("pytea.refresh");
  context.subscriptions.push(
    started,
    commands(started, views),
    statusBar(started),
    vscode.window.registerTreeDataProvider("pytea.paths", views.paths),
    vscode.window.registerTreeDataProvider("pytea.shapes", views.shapes),
    vscode.window.registerWebviewViewProvider("pytea.graph", views.graph),
    started.onStatus((status) => status.state === "idle" && refresh()),
    vscode.window.onDidChangeActiveTextEditor(
      (editor) => editor?.document.languageId === "python" && refresh(),
    ),
    vscode.workspace.onDidGrantWorkspaceTrust(() => started.restart()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("pytea.interpreter")) void started.restart();
    }),
  );
  const python = await pythonApi();
  if (python) {
    const changed = python.environments.onDidChangeActiveEnvironmentPath(() => started.restart());
    context.subscriptions.push(changed);
  }
  await started.start();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
