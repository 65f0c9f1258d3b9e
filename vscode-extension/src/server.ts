// The language server: started, restarted three times at most when it dies, told what it may do.

import { homedir } from "node:os";
import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  State,
} from "vscode-languageclient/node";
import { findServer } from "./interpreter";
import type { Status } from "./protocol";

const RESTARTS = 3;
const SELECTOR = [
  { scheme: "file", language: "python" },
  { scheme: "untitled", language: "python" },
  { scheme: "vscode-notebook-cell", language: "python" },
];

export class Server implements vscode.Disposable {
  readonly output = vscode.window.createOutputChannel("pytea", { log: true });
  private client: LanguageClient | undefined;
  private deaths = 0;
  private starting: Promise<void> | undefined;
  private readonly changed = new vscode.EventEmitter<Status>();
  private readonly states = new vscode.EventEmitter<string>();
  /** Results have changed, or an analysis began or ended. */
  readonly onStatus = this.changed.event;
  /** A sentence about the server itself; empty when it runs. */
  readonly onState = this.states.event;

  get running(): boolean {
    return this.client?.state === State.Running;
  }

  start(): Promise<void> {
    this.starting ??= this.launch().finally(() => (this.starting = undefined));
    return this.starting;
  }

  async restart(): Promise<void> {
    await this.starting;
    this.deaths = 0;
    await this.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client) {
      // Both refuse a client whose server is dead already.
      await client.stop(5_000).catch(() => undefined);
      await client.dispose().catch(() => undefined);
    }
  }

  /** Returns the answer to a request of a view, or undefined when there is no server. */
  async ask<T>(method: string, params: object): Promise<T | undefined> {
    if (!this.client || !this.running) return undefined;
    try {
      return await this.client.sendRequest<T>(method, params);
    } catch (error) {
      this.output.warn(`${method}: ${error}`);
      return undefined;
    }
  }

  private async launch(): Promise<void> {
    this.states.fire("starting…");
    const search = await findServer();
    for (const place of search.tried) this.output.info(`no pytea in ${place}`);
    if (!search.found) {
      this.states.fire("pytea is not installed");
      void this.offerInstallation(search.interpreter, search.tried);
      return;
    }
    const { command, args, origin } = search.found;
    this.output.info(`starting ${[command, ...args].join(" ")} (found by: ${origin})`);
    if (!vscode.workspace.isTrusted) {
      this.output.info("the workspace is not trusted: its stubs and interpreters are ignored");
    }
    const options: ServerOptions = { command, args, options: { cwd: homedir() } };
    this.client = new LanguageClient("pytea", "pytea", options, this.clientOptions());
    this.client.onNotification("pytea/status", (status: Status) => this.changed.fire(status));
    try {
      await this.client.start();
      this.states.fire("");
    } catch (error) {
      this.output.error(`the server did not start: ${error}`);
      this.states.fire("the server did not start");
      void vscode.window
        .showErrorMessage(`pytea's server did not start (${command}).`, "Show Output")
        .then((chosen) => chosen && this.output.show());
    }
  }

  private clientOptions(): LanguageClientOptions {
    return {
      documentSelector: SELECTOR,
      outputChannel: this.output,
      initializationOptions: { status: true, trusted: vscode.workspace.isTrusted },
      synchronize: { configurationSection: "pytea" },
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => this.closed(),
      },
    };
  }

  private closed() {
    this.deaths += 1;
    if (this.deaths <= RESTARTS) {
      this.output.warn(`the server ended; restart ${this.deaths} of ${RESTARTS}`);
      this.states.fire("restarting…");
      return { action: CloseAction.Restart, handled: true };
    }
    this.states.fire("the server ended");
    void vscode.window
      .showErrorMessage(
        `pytea's server ended ${this.deaths} times and is not started again.`,
        "Restart",
        "Show Output",
      )
      .then((chosen) => {
        if (chosen === "Restart") void this.restart();
        if (chosen === "Show Output") this.output.show();
      });
    return { action: CloseAction.DoNotRestart, handled: true };
  }

  private async offerInstallation(interpreter: string | undefined, tried: string[]) {
    const chosen = await vscode.window.showWarningMessage(
      `pytea is not installed. It was looked for in: ${tried.join(", ")}.`,
      "Install pytea",
      "Select Interpreter",
      "Show Output",
    );
    if (chosen === "Install pytea") await install(interpreter);
    if (chosen === "Select Interpreter") {
      await vscode.commands.executeCommand("workbench.action.openSettings", "pytea.interpreter");
    }
    if (chosen === "Show Output") this.output.show();
  }

  dispose(): void {
    void this.stop();
    this.changed.dispose();
    this.states.dispose();
    this.output.dispose();
  }
}

/** Installs pytea in a terminal, where the user sees what happens. */
export async function install(interpreter?: string): Promise<void> {
  const python = interpreter ?? (await findServer()).interpreter ?? "python3";
  const terminal = vscode.window.createTerminal({ name: "Install pytea" });
  terminal.show();
  terminal.sendText(`"${python}" -m pip install pytea`);
  const chosen = await vscode.window.showInformationMessage(
    "Start pytea when the installation is done.",
    "Start",
  );
  if (chosen) await vscode.commands.executeCommand("pytea.restart");
}
