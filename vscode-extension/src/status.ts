// The status bar item: what the server does, and the sum of what it found.

import * as vscode from "vscode";
import type { Status } from "./protocol";
import type { Server } from "./server";

export function statusBar(server: Server): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("pytea.status", vscode.StatusBarAlignment.Right, 50);
  item.name = "pytea";
  item.command = "pytea.showPaths";
  item.text = "pytea";
  item.show();
  const states = server.onState((text) => {
    item.text = text ? `$(warning) pytea: ${text}` : "pytea";
    item.command = text ? "pytea.showOutput" : "pytea.showPaths";
  });
  const results = server.onStatus((status) => show(item, status));
  return vscode.Disposable.from(item, states, results);
}

function show(item: vscode.StatusBarItem, status: Status): void {
  const working = status.state === "checking";
  const failed = status.errors ? "error" : status.warnings ? "warning" : "check";
  item.text = `$(${working ? "loading~spin" : failed}) pytea: ${status.text || "ready"}`;
  const lines = [`${status.errors} errors, ${status.warnings} warnings`, ...status.entries];
  if (!status.trusted) {
    lines.push("The workspace is not trusted: its stubs and interpreters are ignored.");
  }
  item.tooltip = lines.join("\n");
}
