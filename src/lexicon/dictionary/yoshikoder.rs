//! Yoshikoder, and Lexicoder's XML: `<cnode>` is a category, `<pnode>` an entry.
//!
//! A single outermost category that holds nothing but categories is the dictionary's name and no category.

use super::{Entry, Format, Read, check_depth};
use crate::error::{Error, Result};
use roxmltree::{Document, Node};

pub(super) struct Yoshikoder;

impl Format for Yoshikoder {
    fn name(&self) -> &'static str {
        "yoshikoder"
    }
    fn endings(&self) -> &'static [&'static str] {
        // Some files of other endings are of this format too.
        &["ykd", "lcd", "cat"]
    }
    fn is(&self, text: &str) -> bool {
        text.trim_start().starts_with('<')
    }
    fn read(&self, place: &str, text: &str) -> Result<Read> {
        // The parser itself goes as deep as the text; no dictionary needs more.
        let mut depth = 0_usize;
        for (at, _) in text.match_indices("cnode") {
            match text.as_bytes()[..at].last() {
                // One that closes itself holds nothing.
                Some(b'<') => {
                    let end = text[at..].find('>').map_or(text.len(), |end| at + end);
                    depth += usize::from(!text[at..end].ends_with('/'));
                }
                Some(b'/') => depth = depth.saturating_sub(1),
                _ => {}
            }
            check_depth(place, 1, depth / 20)?;
        }
        let document = Document::parse(text).map_err(|e| {
            let line = e.pos().row;
            Error::format(format!("{place}:{line}"), e.to_string())
        })?;
        let root = document.root_element();
        if root.tag_name().name() != "dictionary" {
            let message = format!("expected <dictionary>, found <{}>", root.tag_name().name());
            return Err(Error::format(place, message));
        }
        let top: Vec<Node<'_, '_>> = root
            .children()
            .filter(|n| n.has_tag_name("cnode"))
            .collect();
        let named = match &top[..] {
            [one]
                if one
                    .children()
                    .filter(Node::is_element)
                    .all(|n| n.has_tag_name("cnode")) =>
            {
                one.children().find(Node::is_element).map(|_| *one)
            }
            _ => None,
        };
        let mut read = Read::default();
        let from = named.unwrap_or(root);
        from.children()
            .try_for_each(|node| add(place, &document, &mut Vec::new(), node, &mut read))?;
        Ok(read)
    }
}

fn add(
    place: &str,
    document: &Document<'_>,
    path: &mut Vec<String>,
    node: Node<'_, '_>,
    read: &mut Read,
) -> Result<()> {
    if !node.has_tag_name("cnode") && !node.has_tag_name("pnode") {
        return Ok(());
    }
    let line = document.text_pos_at(node.range().start).row as usize;
    let Some(name) = node.attribute("name") else {
        let message = "expected an attribute name";
        return Err(Error::format(format!("{place}:{line}"), message));
    };
    if node.has_tag_name("pnode") {
        if path.is_empty() {
            let message = format!("\"{name}\" stands outside every category");
            return Err(Error::format(format!("{place}:{line}"), message));
        }
        read.entries.push(Entry {
            path: path.clone(),
            words: Some(name.to_owned()),
            line,
        });
        return Ok(());
    }
    path.push(name.to_owned());
    check_depth(place, line, path.len())?;
    read.entries.push(Entry {
        path: path.clone(),
        words: None,
        line,
    });
    node.children()
        .try_for_each(|inner| add(place, document, path, inner, read))?;
    path.pop();
    Ok(())
}
