// Uses the workbench as a person does: opens a program with a bug, looks at it, fixes it.

import { again, command, drive, goTo, openFile, options } from "./page.mjs";

const { shots } = options;

/** Returns the last frame that shows an element: views made later come later. */
async function frameWith(page, selector) {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    for (const frame of page.frames().reverse()) {
      const box = await frame.locator(selector).first().boundingBox({ timeout: 500 }).catch(() => null);
      if (box && box.x > 700) return frame;
    }
    await page.waitForTimeout(200);
  }
  throw new Error(`no frame shows ${selector}`);
}

async function quiet(page) {
  await page.keyboard.press("Escape");
  await page.mouse.move(480, 789);
  await page.waitForTimeout(600);
}

async function rows(page, view) {
  const texts = await page.locator(view).allInnerTexts();
  return texts.map((text) => text.replace(/\s+/g, " ").trim());
}

/** Returns the lines that show a shape behind a name; waits for the first of them. */
async function hints(page) {
  for (let round = 0; round < 100; round += 1) {
    const texts = await page.locator(".view-lines .view-line").allInnerTexts();
    const plain = texts.map((text) => text.replaceAll("\u00a0", " "));
    const found = plain.filter((text) => /seen: ?\(\d/.test(text));
    if (found.length) return found;
    await page.waitForTimeout(200);
  }
  return [];
}

/** Opens the menu of actions at a line until it offers a fix, which comes after the finding. */
async function actions(page, widget, wanted) {
  for (let round = 0; round < 60; round += 1) {
    const plain = await again(page, async () => {
      await goTo(page, options.line);
      await page.keyboard.press("Home");
      await page.keyboard.press("F8");
      await page.waitForTimeout(500);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+.");
      await widget.waitFor();
      const texts = await widget.locator(".monaco-list-row").allInnerTexts();
      return texts.map((text) => text.replaceAll("\u00a0", " ").trim());
    });
    if (plain.some((text) => text.includes(wanted))) return plain;
    await page.keyboard.press("Escape");
    await page.waitForTimeout(500);
  }
  throw new Error(`no action ${wanted}`);
}

await drive(async (page) => {
  const answer = {};
  await openFile(page, options.file);
  await goTo(page, options.line);
  await page.locator(".squiggly-error").first().waitFor();
  answer.hints = await hints(page);
  await page.locator(".codelens-decoration a", { hasText: "→" }).first().waitFor();
  answer.lenses = await page.locator(".codelens-decoration a").allInnerTexts();

  await quiet(page);
  await page.screenshot({ path: `${shots}/shapes-in-text.png` });
  const squiggle = await page.locator(".squiggly-error").first().boundingBox();
  await page.mouse.move(squiggle.x + 30, squiggle.y + 6);
  await page.locator(".monaco-hover", { hasText: "features" }).first().waitFor();
  await page.waitForTimeout(500);
  answer.hover = await page.locator(".monaco-hover:visible").first().innerText();
  await page.screenshot({ path: `${shots}/errors.png` });
  await quiet(page);

  await command(page, "Problems: Focus on Problems View");
  const problem = page.locator(".markers-panel .monaco-list-row", { hasText: "features" });
  await problem.first().waitFor();
  answer.problem = (await problem.first().innerText()).replace(/\s+/g, " ");
  await page.keyboard.press("Control+J");

  await command(page, "pytea: Show Paths");
  await page.locator(".pane", { hasText: "Paths" }).locator(".monaco-list-row").nth(1).waitFor();
  const pane = (name) => page.locator(`.pane:has(.pane-header[aria-label*='${name} Section'])`);
  await pane("Shapes").locator(".monaco-list-row").nth(1).waitFor();
  answer.paths = await rows(page, ".pane:has(.pane-header[aria-label*='Paths Section']) .monaco-list-row");
  answer.shapes = await rows(page, ".pane:has(.pane-header[aria-label*='Shapes Section']) .monaco-list-row");
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${shots}/paths.png` });

  const layer = pane("Shapes").locator(".monaco-list-row", { hasText: "Conv2d" }).first();
  await layer.click();
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${shots}/shapes.png` });

  await command(page, "pytea: Show Model Graph");
  await page.locator(".tab", { hasText: "Model Graph" }).waitFor();
  await page.mouse.move(900, 400);
  const graph = await frameWith(page, "section");
  answer.graph = await graph.locator("section > header").allInnerTexts();
  await page.keyboard.press("Control+B");
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${shots}/graph.png` });
  await page.keyboard.press("Control+B");

  await command(page, "View: Close All Editors");
  await openFile(page, options.file);
  const widget = page.locator(".action-widget").first();
  answer.actions = await actions(page, widget, options.action);
  await page.screenshot({ path: `${shots}/fixes.png` });
  for (let row = 0; row < answer.actions.length; row += 1) {
    const focused = await widget.locator(".monaco-list-row.focused").innerText();
    if (focused.replaceAll("\u00a0", " ").includes(options.action)) break;
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await page.locator(".squiggly-error").first().waitFor({ state: "detached" });
  await page.locator(".codelens-decoration a", { hasText: options.mended }).first().waitFor();
  answer.mended = await page.locator(".codelens-decoration a").allInnerTexts();
  answer.fixed = (await page.locator(".view-lines").first().innerText()).replaceAll("\u00a0", " ");
  const status = page.locator(".statusbar-item", { hasText: "pytea: checked" }).first();
  await status.waitFor();
  answer.status = await status.innerText();
  return answer;
});
