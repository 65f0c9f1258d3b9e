// The view Paths: entry → path with its branch decisions → places, findings.

import * as vscode from "vscode";
import { currentDocument, openCommand } from "./places";
import type { Entry, Finding, Path, Step } from "./protocol";
import type { Server } from "./server";

export class PathNode extends vscode.TreeItem {
  constructor(
    label: string,
    readonly children: PathNode[] = [],
    readonly entry?: Entry,
    readonly path?: Path,
    open = vscode.TreeItemCollapsibleState.Expanded,
  ) {
    super(label, children.length ? open : vscode.TreeItemCollapsibleState.None);
  }
}

export class PathsView implements vscode.TreeDataProvider<PathNode> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private shown: Entry[] = [];

  constructor(private readonly server: Server) {}

  refresh(): void {
    this.changed.fire();
  }

  getTreeItem(node: PathNode): PathNode {
    return node;
  }

  async getChildren(node?: PathNode): Promise<PathNode[]> {
    if (node) return node.children;
    const uri = currentDocument();
    this.shown = (await this.server.ask<Entry[]>("pytea/paths", uri ? { uri } : {})) ?? [];
    return this.shown.map(entryNode);
  }

  /** Shows the shapes of one path in the text, or of all paths when there is none. */
  async choose(node?: PathNode): Promise<void> {
    const entries = node?.entry ? [node.entry] : this.shown;
    for (const entry of entries) {
      const steps = node?.path?.steps ?? [];
      await this.server.ask<boolean>("pytea/choosePath", {
        entry: entry.entry,
        arguments: entry.arguments,
        decisions: steps.map((step) => [step.identity, step.side]),
      });
    }
  }
}

function entryNode(entry: Entry): PathNode {
  const only = entry.paths.length <= 1;
  const paths = entry.paths.map((path) => pathNode(entry, path, only));
  const findings = entry.findings.map(findingNode);
  const limits = entry.limits.map((text) => icon(new PathNode(text), "warning"));
  const node = new PathNode(entry.name, [...paths, ...findings, ...limits], entry);
  const words = [...entry.arguments, `checked ${entry.checked}, unknown ${entry.unknown}`];
  node.description = words.join(" ");
  node.tooltip = entry.entry;
  node.command = openCommand(entry.place);
  node.contextValue = "entry";
  return icon(node, "play");
}

function pathNode(entry: Entry, path: Path, only: boolean): PathNode {
  const steps = only ? [] : path.steps.map(stepNode);
  const collapsed = vscode.TreeItemCollapsibleState.Collapsed;
  const node = new PathNode(path.title, steps, entry, path, collapsed);
  if (only) return icon(node, "git-commit");
  node.contextValue = "path";
  node.description = path.chosen ? "shapes shown" : "";
  node.command = { command: "pytea.choosePath", title: "Show the shapes", arguments: [node] };
  return icon(node, path.chosen ? "eye" : "git-branch");
}

function stepNode(step: Step): PathNode {
  const node = new PathNode(step.text);
  node.description = step.place ? `${step.place.file}:${step.place.line}` : "";
  node.command = openCommand(step.place);
  return icon(node, step.side ? "check" : "close");
}

function findingNode(finding: Finding): PathNode {
  const witness = Object.entries(finding.witness).map(([name, value]) => `${name} = ${value}`);
  const texts = [...finding.path, ...(witness.length ? [`when ${witness.join(", ")}`] : [])];
  const reasons = texts.map((text) => icon(new PathNode(text), "symbol-constant"));
  const collapsed = vscode.TreeItemCollapsibleState.Collapsed;
  const node = new PathNode(finding.message, reasons, undefined, undefined, collapsed);
  const place = finding.place;
  node.description = place ? `${place.file}:${place.line} ${finding.code}` : finding.code;
  node.tooltip = finding.message;
  node.command = openCommand(place);
  return icon(node, finding.severity === "info" ? "info" : finding.severity);
}

function icon(node: PathNode, name: string): PathNode {
  const color =
    name === "error" || name === "warning"
      ? new vscode.ThemeColor(name === "error" ? "list.errorForeground" : "list.warningForeground")
      : undefined;
  node.iconPath = new vscode.ThemeIcon(name, color);
  return node;
}
