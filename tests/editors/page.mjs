// A page of the workbench, for the scripts of this folder.

import { createRequire } from "node:module";

export const options = JSON.parse(process.argv[2]);
/** Milliseconds that a step may take. */
const PATIENCE = 60_000;

const { chromium } = createRequire(`${options.modules}/package.json`)("playwright-core");

/** Opens the workbench, runs `work` with the page, and writes its answer as the last line. */
export async function drive(work) {
  const browser = await chromium.launch({
    executablePath: options.chromium,
    args: [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(PATIENCE);
  try {
    await page.goto(options.url);
    await page.waitForSelector(".monaco-workbench .part.statusbar");
    console.log(JSON.stringify((await work(page)) ?? {}));
  } catch (error) {
    if (options.failure) await page.screenshot({ path: options.failure });
    throw error;
  } finally {
    await browser.close();
  }
}

/** Takes a step again when it fails: a key that comes while the workbench is busy is lost. */
export async function again(page, step) {
  page.setDefaultTimeout(PATIENCE / 4);
  try {
    for (let round = 1; round < 4; round += 1) {
      try {
        return await step();
      } catch {
        await page.keyboard.press("Escape");
      }
    }
    return await step();
  } finally {
    page.setDefaultTimeout(PATIENCE);
  }
}

/** Returns the input of the list that a key opens. */
async function quickInput(page, key) {
  await page.keyboard.press(key);
  const input = page.locator(".quick-input-widget input").first();
  await input.waitFor();
  return input;
}

export async function openFile(page, name) {
  await again(page, async () => {
    await (await quickInput(page, "Control+P")).fill(name);
    await page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".tab.active", { hasText: name }).waitFor();
  });
}

export async function command(page, title) {
  await again(page, async () => {
    await (await quickInput(page, "F1")).fill(`>${title}`);
    await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().waitFor();
    await page.keyboard.press("Enter");
  });
}

export async function goTo(page, line) {
  await again(page, async () => {
    await (await quickInput(page, "Control+G")).fill(`:${line}`);
    await page.keyboard.press("Enter");
    await page.waitForTimeout(300);
  });
}
