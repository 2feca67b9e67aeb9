//! Command-line cases: command, standard input and output, exit code. Each case is a file in `tests/cli/`.

#[test]
fn command_line_cases() {
    trycmd::TestCases::new().case("tests/cli/*.trycmd");
}
