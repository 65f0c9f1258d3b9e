// Chooses a path and sees its shapes, walks through the introduction, and loses the server four times.

import { readFileSync, readdirSync } from "node:fs";
import { command, drive, openFile, options } from "./page.mjs";

/** Waits for the line that shows a shape behind a name; returns it as it is written. */
async function line(page, wanted) {
  for (let round = 0; round < 200; round += 1) {
    const texts = await page.locator(".view-lines .view-line").allInnerTexts();
    const found = texts.map((text) => text.replaceAll("\u00a0", " ")).find((text) => wanted.test(text));
    if (found) return found;
    await page.waitForTimeout(100);
  }
  throw new Error(`no line ${wanted}`);
}

function processes() {
  const found = [];
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const parent = Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, "latin1"))[1]);
      const words = readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0");
      found.push({ id: Number(name), parent, words });
    } catch {
      // It has ended since.
    }
  }
  return found;
}

/** Returns the language servers among the processes that descend from the workbench. */
function servers() {
  const all = processes();
  const below = new Set([options.root]);
  for (let before = 0; before < below.size; ) {
    before = below.size;
    for (const each of all) if (below.has(each.parent)) below.add(each.id);
  }
  return all.filter((each) => below.has(each.id) && each.words.includes("lsp") && each.words.some((word) => word.includes("pytea")));
}

async function until(page, what, condition) {
  for (let round = 0; round < 300; round += 1) {
    const found = condition();
    if (found) return found;
    await page.waitForTimeout(100);
  }
  throw new Error(`never: ${what}`);
}

await drive(async (page) => {
  const answer = {};
  await openFile(page, options.file);
  answer.either = await line(page, /pooled:/);
  await command(page, "pytea: Show Paths");
  const pane = page.locator(".pane:has(.pane-header[aria-label*='Paths Section'])");
  const row = (text) => pane.locator(".monaco-list-row", { hasText: text }).first();
  await row(options.first).waitFor();
  await row(options.first).click();
  answer.first = await line(page, new RegExp(options.firstShape));
  await row(options.second).click();
  answer.second = await line(page, new RegExp(options.secondShape));

  await command(page, "Welcome: Open Walkthrough");
  const walkthroughs = page.locator(".quick-input-list .monaco-list-row", { hasText: "pytea" }).first();
  await walkthroughs.waitFor();
  await walkthroughs.click();
  await page.locator(".getting-started-step").first().waitFor();
  answer.steps = await page.locator(".getting-started-step .step-title").allInnerTexts();
  await page.screenshot({ path: `${options.shots}/walkthrough.png` });

  const killed = [];
  for (let round = 0; round < 4; round += 1) {
    const [server] = await until(page, `server ${round}`, () => {
      const found = servers().filter((each) => !killed.includes(each.id) && !killed.includes(each.parent));
      return found.length ? found : null;
    });
    await page.waitForTimeout(1500);
    killed.push(server.id);
    process.kill(server.id, "SIGKILL");
  }
  const toast = page.locator(".notification-toast", { hasText: "is not started again" });
  await toast.waitFor();
  answer.toast = (await toast.innerText()).replace(/\s+/g, " ");
  answer.left = servers().filter((each) => !killed.includes(each.parent)).length;
  await toast.locator(".monaco-button", { hasText: "Restart" }).click();
  await until(page, "a server after the button", () => servers().length);
  answer.restarted = true;
  return answer;
});
