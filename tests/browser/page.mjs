// A page of a report in a browser without a network, and what it said while it was open.
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const BROWSERS = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export const executable = BROWSERS.find((path) => path && existsSync(path));

export const launch = () => puppeteer.launch({
  executablePath: executable,
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
});

/** Opens a file at a size; `heard` fills with console messages, errors and requests for anything else. */
export const open = async (browser, file, { width = 1280, height = 860 } = {}) => {
  const page = await browser.newPage();
  const url = pathToFileURL(file).href;
  const heard = [];
  page.on("console", (message) => heard.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => heard.push(`error: ${error.message}`));
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== url) heard.push(`request: ${request.url()}`);
  });
  await page.setViewport({ width, height });
  await page.goto(url);
  return { page, heard };
};
