//! Runs the command and reads the CSV it writes.

use std::collections::HashMap;

/// One map a row.
pub(crate) type Rows = Vec<HashMap<String, String>>;

pub(crate) fn table(arguments: &[&str]) -> Rows {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_counterframe"))
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    csv::Reader::from_reader(&output.stdout[..])
        .deserialize()
        .map(Result::unwrap)
        .collect()
}
