//! How the main result of a comparison changes where attribution is in doubt: reported speech, speech of unknown voice.

use super::comparisons::{Compared, strongest};
use super::{Counted, Run};
use crate::contrast::{self, Contrast, Side};
use crate::count::{By, Columns};
use crate::error::Result;
use crate::lexicon::Glob;
use crate::study::analysis::{STUDY, choose_rows};
use crate::table::{counted, thousands};
use crate::voice::{Indirect, UNKNOWN};
use std::collections::BTreeSet;

impl Run<'_> {
    /// For each comparison, sentences about what would change.
    pub(super) fn doubts(
        &mut self,
        all: Counted<'_>,
        compared: &[Compared<'_>],
    ) -> Result<Vec<Vec<String>>> {
        let mut doubts: Vec<Vec<String>> = compared
            .iter()
            .map(|c| self.unknown_voice(all, c))
            .collect::<Result<_>>()?;
        let options = &mut self.plan.voice.options;
        if !options.enabled || !compared.iter().any(|c| c.of_speech) {
            return Ok(doubts);
        }
        let set = options.indirect;
        let tally = if set == Indirect::Speaker {
            all.tally.with_reported_as_narration()
        } else {
            options.indirect = set.other();
            let other = self.tally();
            self.plan.voice.options.indirect = set;
            other?
        };
        let columns = self.columns(&tally);
        for (c, doubts) in compared.iter().zip(&mut doubts) {
            if !c.of_speech {
                continue;
            }
            let rows = choose_rows(&tally, &c.conditions, STUDY[1]).unwrap_or_default();
            let sides = [&c.sides[0], &c.sides[1]];
            let there = Contrast::new(&tally, &columns, &rows, &c.by, sides, c.min_count);
            let whose = match set.other() {
                Indirect::Outlet => "outlet's",
                Indirect::Speaker => "speaker's",
            };
            let setting = format!(
                "With reported speech counted as the {whose} words (indirect = \"{}\")",
                set.other().name()
            );
            doubts.push(match there {
                Ok(there) => format!("{setting}, {}.", self.changes(all, c, &there, &columns)),
                Err(_) => format!("{setting}, one of the two groups has no words."),
            });
        }
        Ok(doubts)
    }

    /// A comparison of voices with the words of unknown voice added to either side.
    fn unknown_voice(&self, all: Counted<'_>, c: &Compared) -> Result<Vec<String>> {
        let [Side::Values(target), reference] = &c.sides else {
            return Ok(Vec::new());
        };
        if c.by != By::Voice {
            return Ok(Vec::new());
        }
        let rows = choose_rows(all.tally, &c.conditions, STUDY[1])?;
        let groups = contrast::groups(all.tally, &rows, &By::Voice);
        let words = |group: &contrast::Group| group.words(all.tally);
        let unknown = groups.iter().find(|g| g.label == UNKNOWN).map_or(0, words);
        let whole: u64 = groups.iter().map(words).sum();
        if unknown == 0 {
            return Ok(Vec::new());
        }
        let with = |globs: &[Glob]| -> Result<Side> {
            let more = [Glob::new(UNKNOWN)?];
            Ok(Side::Values(globs.iter().cloned().chain(more).collect()))
        };
        let mut sides = vec![(0, with(target)?, reference.clone())];
        if let Side::Values(globs) = reference {
            sides.push((1, Side::Values(target.clone()), with(globs)?));
        }
        let mut sentences = vec![format!(
            "{:.0} % of the words chosen here are of unknown voice.",
            100.0 * unknown as f64 / whole as f64
        )];
        for (side, target, reference) in sides {
            let sides = [&target, &reference];
            let there = Contrast::new(
                all.tally,
                all.columns,
                &rows,
                &By::Voice,
                sides,
                c.min_count,
            );
            if let Ok(there) = there {
                sentences.push(format!(
                    "With them added to {}, {}.",
                    c.labels[side],
                    self.changes(all, c, &there, all.columns)
                ));
            }
        }
        Ok(sentences)
    }

    /// What another contrast of the same kind leaves of the most typical terms.
    fn changes(
        &self,
        all: Counted<'_>,
        c: &Compared<'_>,
        there: &Contrast<'_>,
        columns: &Columns<'_>,
    ) -> String {
        let z = self.z(there);
        let label = |t: &u32| columns.label(*t).to_owned();
        let now = strongest(there, &z, c.top).map(|side| {
            let labels: BTreeSet<String> = side.iter().map(label).collect();
            labels
        });
        let before = c.strongest(c.top);
        let part = |side: usize| {
            let here = &before[side];
            let stays = |t: &&u32| now[side].contains(all.columns.label(**t));
            let group = &c.labels[side];
            let kept = if here.is_empty() {
                format!("{group} had no typical term")
            } else {
                let stay = here.iter().filter(stays).count();
                format!(
                    "{stay} of the {} most typical terms of {group} stay",
                    here.len()
                )
            };
            let (words, then) = (c.contrast.sizes[side], there.sizes[side]);
            if words == then {
                return kept;
            }
            format!(
                "{group} has {} instead of {}, and {kept}",
                counted(then, "word"),
                thousands(words)
            )
        };
        format!("{}; {}", part(0), part(1))
    }
}
