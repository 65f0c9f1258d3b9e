// Places that the server names, as the editor opens them.

import * as vscode from "vscode";
import type { Place } from "./protocol";

export function rangeOf(place: Place): vscode.Range {
  return new vscode.Range(...place.range);
}

/** The command that a tree item runs to go to a place. */
export function openCommand(place: Place | null): vscode.Command | undefined {
  if (!place) return undefined;
  const options: vscode.TextDocumentShowOptions = { selection: rangeOf(place) };
  return {
    command: "vscode.open",
    title: "Open",
    arguments: [vscode.Uri.parse(place.uri), options],
  };
}

/** The document that the views speak of: the active one, else the last one. */
let last: string | undefined;

export function currentDocument(): string | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId === "python") last = document.uri.toString();
  return last;
}
