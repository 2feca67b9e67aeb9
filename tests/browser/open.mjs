// How long pages take to open: node open.mjs PAGE… prints the median of five times until the script has run.
import { launch, open } from "./page.mjs";

const TIMES = 5;
const browser = await launch();
for (const file of process.argv.slice(2)) {
  const taken = [];
  for (let i = 0; i < TIMES; i += 1) {
    const begun = performance.now();
    const { page, heard } = await open(browser, file);
    if (await page.$eval("#search", (button) => button.hidden)) throw new Error(`${file}: the script did not run`);
    taken.push(performance.now() - begun);
    if (heard.length) throw new Error(`${file}: ${heard[0]}`);
    await page.close();
  }
  taken.sort((a, b) => a - b);
  console.log(`${file}: ${Math.round(taken[2])} ms (${taken.map(Math.round).join(", ")})`);
}
await browser.close();
