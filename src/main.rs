//! The command `counterframe`.

use std::process::ExitCode;

fn main() -> ExitCode {
    counterframe::cli::main()
}
