//! Writes the texts, metadata and key of the demo corpus from its marked-up sources:
//! `cargo run --example derive-demo`.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a tool of the repository says what went wrong by failing"
)]

#[path = "demo.rs"]
mod demo;

use std::path::Path;

fn main() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/varenia");
    let _ = std::fs::remove_dir_all(corpus.join("articles"));
    std::fs::create_dir_all(corpus.join("articles")).unwrap();
    let files = demo::files(&corpus);
    for (name, content) in &files {
        std::fs::write(corpus.join(name), content).unwrap();
    }
    println!("{} files written below {}", files.len(), corpus.display());
}
