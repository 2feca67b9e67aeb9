// The report of the demo in a browser: what a reader sees, clicks, types and prints.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { after, before, describe, it } from "node:test";
import { launch, open } from "./page.mjs";

const REPORT = process.env.REPORT ?? fileURLToPath(new URL("../../reports/varenia/index.html", import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

const shown = (page) => page.$$eval("#found > .line", (items) => items.map((item) => item.textContent));
const visible = (page, selector) => page.$eval(selector, (element) => !element.hidden && element.getClientRects().length > 0);

/** Text that is left out by axe: the page's own policy forbids scripts added to it, so axe runs outside of it. */
const violations = async (page) => {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((v) => `${v.id}: ${v.help} (${v.nodes.length}; ${v.nodes[0].html.slice(0, 160)})`);
};

describe("the report", () => {
  it("says in its first screen what was compared, how much, what was found, and what it cannot show", async () => {
    const { page, heard } = await open(browser, REPORT);
    const first = await page.evaluate(() => {
      const bottom = (selector) => document.querySelector(selector)?.getBoundingClientRect().bottom;
      return { facts: bottom("dl.facts"), findings: bottom(".findings"), limits: bottom("#limits"), height: innerHeight };
    });
    for (const part of ["facts", "findings", "limits"]) {
      assert.ok(first[part] <= first.height, `${part} ends at ${first[part]}`);
    }
    assert.equal((await page.$$(".findings li")).length, 3);
    const intervals = await page.$$eval(".findings li", (items) => items.map((item) => /interval|adjusted p/.test(item.textContent)));
    assert.deepEqual(intervals, [true, true, true]);
    assert.deepEqual(heard, []);
    await page.close();
  });

  it("opens the lines behind a mark that is clicked, and closes them", async () => {
    const { page, heard } = await open(browser, REPORT);
    assert.equal(await visible(page, "#lines"), false);
    const bar = await page.$('#official-activist-keyness [data-about*="surveillance"]');
    await bar.click();
    assert.equal(await visible(page, "#lines"), true);
    const lines = await shown(page);
    assert.ok(lines.length >= 5);
    assert.ok(lines.every((line) => line.toLowerCase().includes("surveillance")));
    assert.match(page.url(), /#find\?term=surveillance$/);
    await page.keyboard.press("Escape");
    assert.equal(await visible(page, "#lines"), false);
    assert.ok(await page.evaluate(() => document.activeElement.dataset.about?.includes("surveillance")));
    assert.deepEqual(heard, []);
    await page.close();
  });

  it("is worked by keyboard alone", async () => {
    const { page } = await open(browser, REPORT);
    await page.$eval('#speakers [data-about][tabindex="0"]', (mark) => mark.focus());
    await page.keyboard.press("ArrowRight");
    const asked = await page.evaluate(() => document.activeElement.dataset.about);
    await page.keyboard.press("Enter");
    const { outlet, voice } = Object.fromEntries(asked.split(";").map((pair) => pair.split("=")));
    assert.equal(await page.$eval("[name=outlet]", (select) => select.value), outlet);
    assert.equal(await page.$eval("[name=voice]", (select) => select.value), voice);
    const lines = await shown(page);
    assert.ok(lines.length > 0 && lines.every((line) => line.includes(outlet) && line.includes(voice)));
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.name), "q");
    await page.close();
  });

  it("finds lines by words, voice and date, and keeps what was asked in the address", async () => {
    const { page } = await open(browser, REPORT);
    await page.click("#search");
    const counted = () => page.$eval("#count", (count) => Number(count.textContent.match(/\d+/)[0]));
    const all = await counted();
    await page.type("[name=q]", "order rumors");
    const few = await shown(page);
    assert.ok(few.length > 0 && few.length < all);
    assert.ok(few.every((line) => /order/i.test(line) && /rumors/i.test(line)));
    await page.select("[name=voice]", "Activist");
    await page.type("[name=from]", "2023-06");
    const fewer = await shown(page);
    assert.ok(fewer.every((line) => line.includes("Activist") && /202[34]-\d\d-\d\d/.exec(line)[0] >= "2023-06"));
    await page.reload();
    assert.deepEqual(await shown(page), fewer);
    assert.equal(await page.$eval("[name=q]", (input) => input.value), "order rumors");
    await page.click("#clear");
    assert.equal(await counted(), all);
    await page.type("[name=q]", "zzzz");
    assert.match(await page.$eval("#count", (count) => count.textContent), /No line/);
    await page.close();
  });

  it("has lines for the marks of every kind of figure that has terms, voices or outlets", async () => {
    const { page } = await open(browser, REPORT);
    const empty = await page.evaluate(() => {
      const found = [];
      for (const figure of document.querySelectorAll("figure")) {
        // Of a figure with many marks every nth is tried.
        const all = [...figure.querySelectorAll("[data-about]")];
        const marks = all.filter((_, place) => place % Math.ceil(all.length / 25) === 0);
        const with_lines = marks.filter((mark) => {
          mark.dispatchEvent(new MouseEvent("click", { bubbles: true }));
          return document.querySelectorAll("#found > .line[class]").length > 0;
        });
        if (marks.length && with_lines.length < 0.6 * marks.length) found.push(`${figure.id}: ${with_lines.length} of ${marks.length}`);
      }
      return found;
    });
    assert.deepEqual(empty, []);
    await page.close();
  });

  it("lets no two labels of a figure touch, and none leave it", async () => {
    const { page } = await open(browser, REPORT);
    const touching = await page.evaluate(() => {
      const found = [];
      for (const svg of document.querySelectorAll("figure svg")) {
        const frame = svg.getBoundingClientRect();
        const boxes = [...svg.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
        boxes.forEach(([name, box], i) => {
          if (box.left < frame.left - 1 || box.right > frame.right + 1) found.push(`${name} leaves ${svg.closest("figure").id}`);
          for (const [other, there] of boxes.slice(0, i)) {
            // Boxes hold the room of letters that go above and below; a fifth of a line may be shared.
            const room = 0.2 * Math.min(box.height, there.height);
            const apart = box.right <= there.left + 0.5 || there.right <= box.left + 0.5
              || box.bottom <= there.top + room || there.bottom <= box.top + room;
            if (!apart) found.push(`${svg.closest("figure").id}: ${name} and ${other}`);
          }
        });
      }
      return found;
    });
    assert.deepEqual(touching, []);
    await page.close();
  });

  for (const [width, height] of [[1280, 860], [390, 844]]) {
    it(`breaks no rule of accessibility at ${width} pixels, and scrolls only down`, async () => {
      const { page, heard } = await open(browser, REPORT, { width, height });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `the page is ${wide} wide`);
      assert.deepEqual(await violations(page), []);
      // Every part of the page is open once: that takes its time.
      if (width < 1000) return page.close();
      await page.click("#search");
      await page.$$eval("details", (list) => list.forEach((details) => { details.open = true; }));
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(heard, []);
      await page.close();
    });
  }

  it("prints figures with how to read them, and nothing to click", async () => {
    const { page } = await open(browser, REPORT);
    await page.emulateMediaType("print");
    assert.equal(await visible(page, "#search"), false);
    assert.equal(await visible(page, "nav"), false);
    const pdf = await page.pdf({ format: "A4" });
    assert.ok(pdf.length > 50_000);
    await page.close();
  });

  it("shows its text and figures without the script", async () => {
    const page = await browser.newPage();
    await page.setJavaScriptEnabled(false);
    await page.goto(`file://${REPORT}`);
    assert.equal(await visible(page, "#search"), false);
    assert.equal(await visible(page, "#speakers svg"), true);
    await page.close();
  });
});
