//! The demo report in a browser: runs tests/browser with Node.js, puppeteer-core, axe-core and Chromium.
//!
//! Where one of them is missing the test says so and passes, unless `COUNTERFRAME_BROWSER=required` asks for it. To
//! have them: `npm ci --prefix tests/browser`, and Chromium at /usr/bin/chromium or in `CHROMIUM`.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "tests say what went wrong by failing"
)]

use std::path::Path;
use std::process::Command;

/// What is missing, if anything is.
fn missing(folder: &Path) -> Option<&'static str> {
    let runs = |program: &str| Command::new(program).arg("--version").output().is_ok();
    let browser = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".into());
    if !runs("node") {
        Some("Node.js")
    } else if !folder.join("node_modules/puppeteer-core").exists() {
        Some("puppeteer-core (npm ci --prefix tests/browser)")
    } else if !runs(&browser) {
        Some("Chromium")
    } else {
        None
    }
}

#[test]
fn the_demo_report_works_in_a_browser() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    if let Some(missing) = missing(&folder) {
        let required = std::env::var("COUNTERFRAME_BROWSER").is_ok_and(|v| v == "required");
        assert!(!required, "the browser test needs {missing}");
        // Not captured: a test that was skipped says so.
        eprintln!("skipped: the browser test needs {missing}");
        return;
    }
    let output = Command::new("node")
        .arg("--test")
        .current_dir(&folder)
        .output();
    let output = output.expect("node was there a moment ago");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
}
