// Runs inside the extension host: asks the editor's own commands what the extension gives them.

const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");

const config = JSON.parse(fs.readFileSync(path.join(__dirname, "config.json"), "utf8"));

async function until(what, condition) {
  const end = Date.now() + 120_000;
  while (Date.now() < end) {
    const found = await condition();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`never: ${what}`);
}

async function examine() {
  const uri = vscode.Uri.file(config.file);
  const run = (command, ...args) => vscode.commands.executeCommand(command, ...args);
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document);
  const extension = vscode.extensions.getExtension("pytea.pytea");
  await until("the extension is active", () => extension.isActive);
  const ours = () => vscode.languages.getDiagnostics(uri).filter((d) => d.source === "pytea");
  const [found] = await until("a diagnostic", () => ours().length && ours());
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  const hints = await until("hints", async () => {
    const given = await run("vscode.executeInlayHintProvider", uri, all);
    return given?.length && given;
  });
  const text = (hint) =>
    typeof hint.label === "string" ? hint.label : hint.label.map((part) => part.value).join("");
  const [hover] = await run("vscode.executeHoverProvider", uri, hints[0].position);
  const actions = await run("vscode.executeCodeActionProvider", uri, found.range);
  const lenses = await run("vscode.executeCodeLensProvider", uri, 20);
  const commands = await vscode.commands.getCommands(true);
  const ignore = actions.find((action) => action.title.startsWith("Ignore "));
  await vscode.workspace.applyEdit(ignore.edit);
  await until("the diagnostic goes", () => !ours().length);
  await run("undo");
  await run("pytea.restart");
  await until("it comes again after a restart", () => ours().length);
  return {
    diagnostic: {
      message: found.message,
      line: found.range.start.line + 1,
      code: found.code?.value ?? found.code,
      related: (found.relatedInformation ?? []).length,
    },
    hints: hints.map((hint) => [hint.position.line + 1, text(hint)]),
    hover: hover.contents.map((part) => part.value).join("\n"),
    actions: actions.map((action) => action.title),
    lenses: lenses.map((lens) => lens.command?.title ?? ""),
    commands: commands.filter((name) => name.startsWith("pytea.")),
    language: editor.document.languageId,
  };
}

exports.run = async () => {
  let answer;
  try {
    answer = await examine();
  } catch (error) {
    answer = { failure: String(error?.stack ?? error) };
  }
  fs.writeFileSync(`${config.result}.new`, JSON.stringify(answer));
  fs.renameSync(`${config.result}.new`, config.result);
};
