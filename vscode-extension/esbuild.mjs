// Bundles the extension into one file, and copies the screenshots that the tests made.
import { build } from "esbuild";
import { cpSync, existsSync, mkdirSync } from "node:fs";

await build({
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["vscode"],
  minify: true,
  sourcemap: false,
});

mkdirSync("images", { recursive: true });
for (const name of ["shapes-in-text.png", "errors.png", "paths.png", "shapes.png", "graph.png", "fixes.png"]) {
  const image = `../docs/img/${name}`;
  if (existsSync(image)) cpSync(image, `images/${name}`);
}
