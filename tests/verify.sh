#!/usr/bin/env bash
# Format, lints, docs, tests, and the command of the README: what a change must pass, by hand and in CI.
set -euo pipefail
cd "$(dirname "$0")/.."
export CARGO_INCREMENTAL=0 # each step builds once, so that what a second build would need only fills the disk
step() { printf '\n== %s\n' "$*"; "$@"; }
step cargo fmt --check
step cargo clippy --locked --all-targets -- -D warnings
step cargo check --locked --no-default-features
RUSTDOCFLAGS="-D warnings" step cargo doc --locked --no-deps
step cargo test --locked
step cargo run --locked --release -- report corpus/varenia
