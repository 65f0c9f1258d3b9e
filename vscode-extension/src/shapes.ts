// The view Shapes: the modules of the model with what goes in and what comes out.

import * as vscode from "vscode";
import { currentDocument, openCommand } from "./places";
import type { ModuleNode, Modules } from "./protocol";
import type { Server } from "./server";

export class ShapesView implements vscode.TreeDataProvider<ModuleNode> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly server: Server) {}

  refresh(): void {
    this.changed.fire();
  }

  async getChildren(node?: ModuleNode): Promise<ModuleNode[]> {
    return node ? node.children : models(this.server);
  }

  getTreeItem(node: ModuleNode): vscode.TreeItem {
    const state = node.children.length
      ? vscode.TreeItemCollapsibleState.Expanded
      : vscode.TreeItemCollapsibleState.None;
    const item = new vscode.TreeItem(node.name, state);
    item.description = signature(node);
    item.tooltip = tooltip(node);
    item.command = openCommand(node.place);
    item.iconPath = new vscode.ThemeIcon(node.children.length ? "symbol-class" : "symbol-method");
    return item;
  }
}

/** Returns the models of the current program, or of all programs when it has none. */
export async function models(server: Server): Promise<ModuleNode[]> {
  const uri = currentDocument();
  const answers = (await server.ask<Modules[]>("pytea/modules", uri ? { uri } : {})) ?? [];
  const seen = new Set<string>();
  return answers
    .flatMap((answer) => answer.modules)
    .filter((module) => {
      const key = JSON.stringify(module);
      return !seen.has(key) && seen.add(key);
    });
}

export function signature(node: ModuleNode): string {
  const name = node.name === node.class ? "" : `${node.class} `;
  if (!node.inputs.length) return `${name}not called`;
  const more = node.inputs.length > 1 ? ` and ${node.inputs.length - 1} more` : "";
  return `${name}${node.inputs[0]} → ${node.outputs[0] ?? "?"}${more}`;
}

function tooltip(node: ModuleNode): vscode.MarkdownString {
  const lines = [`**${node.name}** ${node.class}`];
  for (const shape of node.inputs) lines.push(`in \`${shape}\``);
  for (const shape of node.outputs) lines.push(`out \`${shape}\``);
  for (const { name, shape } of node.parameters) lines.push(`${name} \`${shape}\``);
  if (node.count) lines.push(`${node.count.toLocaleString("en")} parameters`);
  return new vscode.MarkdownString(lines.join("\n\n"));
}
