// Keeps a page open until the test inside the extension host has written its result.

import { existsSync } from "node:fs";
import { drive, options } from "./page.mjs";

await drive(async (page) => {
  const end = Date.now() + 180_000;
  while (!existsSync(options.result)) {
    if (Date.now() > end) throw new Error("the extension host wrote no result");
    await page.waitForTimeout(200);
  }
  return { done: true };
});
