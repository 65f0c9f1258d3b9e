// The commands of the palette.

import * as vscode from "vscode";
import type { GraphView } from "./graph";
import type { PathNode, PathsView } from "./paths";
import { currentDocument } from "./places";
import { install, type Server } from "./server";
import type { ShapesView } from "./shapes";

const RULE_SCHEME = "pytea-rule";

export interface Views {
  paths: PathsView;
  shapes: ShapesView;
  graph: GraphView;
}

export function commands(server: Server, views: Views): vscode.Disposable {
  const register = vscode.commands.registerCommand;
  const refresh = () => {
    views.paths.refresh();
    views.shapes.refresh();
    void views.graph.refresh();
  };
  return vscode.Disposable.from(
    register("pytea.restart", () => server.restart()),
    register("pytea.showOutput", () => server.output.show()),
    register("pytea.install", () => install()),
    register("pytea.checkWorkspace", () => checkWorkspace()),
    register("pytea.selectEntry", () => selectEntry(server)),
    register("pytea.showPaths", () => vscode.commands.executeCommand("pytea.paths.focus")),
    register("pytea.showGraph", () => views.graph.open()),
    register("pytea.explainRule", (code?: string) => explainRule(code)),
    register("pytea.choosePath", (node: PathNode) => views.paths.choose(node)),
    register("pytea.allPaths", () => views.paths.choose()),
    register("pytea.refresh", refresh),
    vscode.workspace.registerTextDocumentContentProvider(RULE_SCHEME, {
      provideTextDocumentContent: (uri) => documentation(uri.path.replace(/\.md$/, "")),
    }),
  );
}

async function checkWorkspace(): Promise<void> {
  const count = await vscode.commands.executeCommand<number>("pytea.server.checkWorkspace");
  const entries = count === 1 ? "1 entry" : `${count ?? 0} entries`;
  vscode.window.setStatusBarMessage(`pytea checks ${entries}`, 4_000);
  await vscode.commands.executeCommand("workbench.actions.view.problems");
}

/** Asks for a script and its arguments, and keeps them in the settings of the workspace. */
async function selectEntry(server: Server): Promise<void> {
  const known = (await server.ask<string[]>("pytea/entries", {})) ?? [];
  const current = currentDocument();
  const own = current ? vscode.Uri.parse(current).fsPath : undefined;
  const scripts = [...new Set([...(own ? [own] : []), ...known])];
  const picks = scripts.map((path) => ({ label: vscode.workspace.asRelativePath(path), path }));
  const chosen = await vscode.window.showQuickPick(picks, { placeHolder: "The script to start from" });
  if (!chosen) return;
  const settings = vscode.workspace.getConfiguration("pytea");
  const all = { ...settings.get<Record<string, string[]>>("arguments") };
  const text = await vscode.window.showInputBox({
    prompt: `Arguments of ${chosen.label}`,
    value: (all[chosen.label] ?? []).map(quoted).join(" "),
  });
  if (text === undefined) return;
  all[chosen.label] = words(text);
  const target = vscode.workspace.workspaceFolders
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.Global;
  await settings.update("arguments", all, target);
  await vscode.window.showTextDocument(vscode.Uri.file(chosen.path));
}

function words(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((m) => m[1] ?? m[2] ?? m[3] ?? "");
}

function quoted(word: string): string {
  return /\s/.test(word) || !word ? `"${word}"` : word;
}

async function explainRule(code?: string): Promise<void> {
  const wanted = code ?? codeAtCursor() ?? (await vscode.window.showInputBox({ prompt: "Rule" }));
  if (!wanted) return;
  const uri = vscode.Uri.from({ scheme: RULE_SCHEME, path: `${wanted}.md` });
  await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
}

function codeAtCursor(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const here = vscode.languages
    .getDiagnostics(editor.document.uri)
    .find((d) => d.source === "pytea" && d.range.contains(editor.selection.active));
  const code = here?.code;
  return typeof code === "object" ? String(code.value) : code === undefined ? undefined : String(code);
}

async function documentation(code: string): Promise<string> {
  return (await vscode.commands.executeCommand<string>("pytea.server.explainRule", code)) ?? "";
}
