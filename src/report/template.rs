//! Templates, filled in the same way for every file of a report.

use super::quotations::escaped;
use crate::error::{Error, Result};
use crate::table::{counted, thousands};
use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use std::collections::BTreeMap;
use std::path::Path;

/// Fills in a template; `words` are printed in place of others where the template asks for it. What goes into a file
/// that does not end in `.md` is escaped.
pub(super) fn fill(
    name: &str,
    template: &str,
    words: &BTreeMap<String, String>,
    values: Value,
) -> Result<String> {
    let failed = |e: minijinja::Error| {
        let place = e
            .line()
            .map_or_else(|| name.to_owned(), |line| format!("{name}:{line}"));
        Error::format(
            place,
            e.detail()
                .map_or_else(|| e.kind().to_string(), str::to_owned),
        )
    };
    let mut syntax = SyntaxConfig::builder();
    syntax
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true);
    let mut templates = Environment::new();
    templates.set_syntax(syntax.build().map_err(failed)?);
    templates.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    templates.set_auto_escape_callback(|name| {
        if Path::new(name).extension().is_some_and(|e| e == "md") {
            AutoEscape::None
        } else {
            AutoEscape::Html
        }
    });
    templates.add_filter("thousands", thousands);
    templates.add_filter("counted", |n: u64, thing: &str| counted(n, thing));
    templates.add_filter("then", then);
    templates.add_filter("after", after);
    let words = words.clone();
    templates.add_filter("said", move |text: String| {
        words.get(&text).map_or(text, Clone::clone)
    });
    templates.add_filter("plain", |text: String| escaped(&text));
    templates.add_template(name, template).map_err(failed)?;
    let filled = templates.get_template(name).map_err(failed)?;
    // Control characters have no place in a page or a text.
    let is_fine = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
    let rendered = filled.render(values).map_err(failed)?;
    Ok(if rendered.chars().all(is_fine) {
        rendered
    } else {
        rendered
            .chars()
            .map(|c| if is_fine(c) { c } else { '\u{fffd}' })
            .collect()
    })
}

/// Words before others: with a blank behind, unless they end where none belongs.
fn then(text: &str) -> String {
    let open = |c: char| "“‘\"'([«„-–—/".contains(c);
    // A straight mark opens where a blank stands before it.
    let mut ends = text.chars().rev();
    let glued = match (ends.next(), ends.next()) {
        (None, _) => true,
        (Some('"' | '\''), before) => before.is_none_or(char::is_whitespace),
        (Some(last), _) => open(last),
    };
    format!("{text}{}", if glued { "" } else { " " })
}

/// Words behind others: with a blank before, unless they begin where none belongs.
fn after(text: &str) -> String {
    let close = |c: char| ".,;:!?”’)]»%…-–/".contains(c);
    let mut first = text.chars();
    let glued = match (first.next(), first.next()) {
        (None, _) => true,
        // A straight mark closes where a blank or a stop stands behind it.
        (Some('"' | '\''), next) => next.is_none_or(|c| c.is_whitespace() || close(c)),
        (Some(c), _) => close(c),
    };
    format!("{}{text}", if glued { "" } else { " " })
}

#[cfg(test)]
mod tests {
    use super::*;
    use minijinja::context;

    #[test]
    fn blanks_stand_where_they_belong() {
        let line = |left: &str, right: &str| format!("{}rumors{}", then(left), after(right));
        assert_eq!(line("into", ". A voice"), "into rumors. A voice");
        assert_eq!(line("chat was \"", "with"), "chat was \"rumors with");
        assert_eq!(
            line("he said,\"", "\" she said"),
            "he said,\" rumors\" she said"
        );
        assert_eq!(line("", "”, he said"), "rumors”, he said");
        assert_eq!(line("the", ""), "the rumors");
    }

    #[test]
    fn pages_escape_and_prose_does_not() {
        let values = || context! { x => "<script>" };
        assert_eq!(
            fill("a.html", "{{ x }}", &BTreeMap::new(), values()).unwrap(),
            "&lt;script&gt;"
        );
        assert_eq!(
            fill("a.md", "{{ x }}", &BTreeMap::new(), values()).unwrap(),
            "<script>"
        );
        assert!(fill("a.md", "{{ y }}", &BTreeMap::new(), values()).is_err());
    }
}
