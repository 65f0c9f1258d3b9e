// The graph of the model, in the side bar and as a page: boxes for modules, shapes on the arrows.

import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { rangeOf } from "./places";
import type { ModuleNode, Place } from "./protocol";
import type { Server } from "./server";
import { models } from "./shapes";

export class GraphView implements vscode.WebviewViewProvider {
  private readonly shown = new Set<vscode.Webview>();
  private panel: vscode.WebviewPanel | undefined;

  constructor(private readonly server: Server) {}

  async resolveWebviewView(view: vscode.WebviewView): Promise<void> {
    await this.attach(view.webview);
    view.onDidDispose(() => this.shown.delete(view.webview));
    view.onDidChangeVisibility(() => view.visible && this.refresh());
  }

  /** Opens the graph as a page beside the text. */
  async open(): Promise<void> {
    if (this.panel) {
      this.panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      "pytea.graphPage",
      "Model Graph",
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true },
    );
    this.panel = panel;
    panel.onDidDispose(() => {
      this.shown.delete(panel.webview);
      this.panel = undefined;
    });
    await this.attach(panel.webview);
  }

  async refresh(): Promise<void> {
    const roots = await models(this.server);
    for (const webview of this.shown) webview.html = page(roots);
  }

  private async attach(webview: vscode.Webview): Promise<void> {
    webview.options = { enableScripts: true };
    webview.onDidReceiveMessage((place: Place) => {
      const options = { selection: rangeOf(place), viewColumn: vscode.ViewColumn.One };
      void vscode.window.showTextDocument(vscode.Uri.parse(place.uri), options);
    });
    this.shown.add(webview);
    webview.html = page(await models(this.server));
  }
}

function page(roots: ModuleNode[]): string {
  const nonce = randomBytes(16).toString("hex");
  const body = roots.length
    ? roots.map((root) => box(root, true)).join("")
    : "<p>No model of this program is called yet.</p>";
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<style nonce="${nonce}">${STYLE}</style></head>
<body><main>${body}</main><script nonce="${nonce}">${SCRIPT}</script></body></html>`;
}

function box(node: ModuleNode, root = false): string {
  const called = node.children.filter((child) => child.inputs.length);
  const inner = called.length ? `<div class="inner">${called.map((c) => box(c)).join("")}</div>` : "";
  const place = node.place ? ` data-place="${escape(JSON.stringify(node.place))}"` : "";
  const count = node.count ? `<small>${node.count.toLocaleString("en")}</small>` : "";
  const name = node.name === node.class ? "" : `<b>${escape(node.name)}</b> `;
  const title = `${name}<i>${escape(node.class)}</i>${count}`;
  const output = arrow(node.outputs);
  return `${root || !node.inputs.length ? arrow(node.inputs) : arrow(node.inputs, "in")}
<section tabindex="0"${place}><header>${title}</header>${inner}</section>${root ? output : ""}
${root ? "" : `<div class="out">${output}</div>`}`;
}

function arrow(shapes: string[], kind = ""): string {
  if (!shapes.length) return "";
  const more = shapes.length > 1 ? `<small>and ${shapes.length - 1} more</small>` : "";
  const title = escape(shapes.join("\n"));
  return `<div class="arrow ${kind}" title="${title}"><code>${escape(shapes[0] ?? "")}</code>${more}</div>`;
}

function escape(text: string): string {
  const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
}

const STYLE = `
body { padding: 8px; font-family: var(--vscode-font-family); color: var(--vscode-foreground); }
main { display: flex; flex-direction: column; align-items: center; }
section { border: 1px solid var(--vscode-panel-border, #8888); border-radius: 6px; cursor: pointer;
  background: var(--vscode-editorWidget-background); min-width: 140px; }
section:hover, section:focus { border-color: var(--vscode-focusBorder); outline: none; }
header { padding: 4px 10px; text-align: center; }
header i { font-style: normal; color: var(--vscode-symbolIcon-classForeground, inherit); }
header small { display: block; opacity: .6; }
.inner { padding: 0 10px 8px; display: flex; flex-direction: column; align-items: center; }
.arrow { position: relative; padding: 8px 0 14px; text-align: center; }
.arrow::after { content: ""; position: absolute; bottom: 3px; left: 50%; margin-left: -5px;
  border: 5px solid transparent; border-bottom-width: 0;
  border-top-color: var(--vscode-descriptionForeground); }
.inner > .out { display: none; }
.inner > .out:last-child { display: block; }
.arrow small { display: block; opacity: .6; }
code { font-size: .9em; color: var(--vscode-debugTokenExpression-number, inherit);
  background: none; }
`;

const SCRIPT = `
const api = acquireVsCodeApi();
function go(event) {
  const target = event.target.closest("section[data-place]");
  if (target) { event.stopPropagation(); api.postMessage(JSON.parse(target.dataset.place)); }
}
document.addEventListener("click", go);
document.addEventListener("keydown", (event) => { if (event.key === "Enter") go(event); });
`;
