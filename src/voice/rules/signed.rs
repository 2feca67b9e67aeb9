//! "“…” — S": a quotation with the name of its speaker behind a dash.

use super::{Claim, Claims, Rule, Who};
use crate::lang::Set;
use crate::voice::Subtype;
use crate::voice::noun::Mention;
use crate::voice::scene::Scene;
use std::ops::Range;

/// A marked stretch that opens its paragraph, a dash, and a name that ends it.
pub(super) struct Signed;

/// Most words behind the dash.
const LONGEST: usize = 14;

impl Rule for Signed {
    fn id(&self) -> &'static str {
        "signed"
    }

    fn find(&self, scene: &Scene<'_>, claims: &mut Claims) {
        for run in &scene.marked {
            let opens = run.len() > 1 && scene.block(run.start).start == run.start;
            if !opens || run.clone().any(|i| claims.is_used(i)) {
                continue;
            }
            if let Some(mention) = signature(scene, run.end) {
                claims.add(Claim {
                    content: vec![run.clone()],
                    who: Who::Mentioned(mention),
                    cue: None,
                    subtype: Subtype::Clause,
                    reported_by: None,
                    rule: self.id(),
                });
            }
        }
    }
}

/// The name behind the dash before token `start`, and what describes it, to the end of the paragraph.
fn signature(scene: &Scene<'_>, start: usize) -> Option<Mention> {
    let all = scene.tokens.list.len();
    let dash = start < all
        && scene
            .gap(start - 1)
            .trim_end()
            .ends_with(['—', '–', '―', '-']);
    let marked = |i: usize| scene.mark(i).is_some();
    if !dash || !scene.is_capital(start) {
        return None;
    }
    let end = scene.block(start).end;
    let rest = start..end;
    let named = |i: &usize| {
        let small = scene.is(Set::Particles, *i) || scene.is(Set::Titles, *i);
        (scene.is_capital(*i) || small) && (*i == start || scene.is_tight(i - 1))
    };
    let name: Range<usize> = start..start + rest.clone().take_while(named).count();
    let silent = rest.clone().all(|i| !marked(i) && scene.verb(i).is_none());
    // Nothing but a description follows the name: "— Ann Low, a baker in Salm".
    let described = name.end == end || scene.gap(name.end - 1).trim() == ",";
    (rest.len() <= LONGEST && silent && described).then_some(Mention {
        name,
        with_description: rest,
    })
}
