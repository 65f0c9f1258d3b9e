// A page of the workbench, for the scripts of this folder.

import { createRequire } from "node:module";

export const options = JSON.parse(process.argv[2]);
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
  page.setDefaultTimeout(60_000);
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
