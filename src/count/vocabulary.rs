//! Surface forms and their numbers.

use hashbrown::HashTable;
use rayon::slice::ParallelSliceMut;
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};
use std::hash::Hasher;

/// Number of a surface form in its vocabulary.
pub type TermId = u32;

/// Surface forms as written, each stored once in one arena.
///
/// # Examples
///
/// ```
/// let mut vocabulary = counterframe::count::Vocabulary::default();
/// let china = vocabulary.intern("China");
/// assert_eq!(vocabulary.intern("China"), china);
/// assert_eq!((vocabulary.get(china), vocabulary.len()), ("China", 1));
/// assert_eq!(vocabulary.find("china"), None);
/// ```
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(from = "Stored", into = "Stored")]
pub struct Vocabulary {
    arena: String,
    ends: Vec<u32>,
    table: HashTable<Entry>,
}

/// A form in the table. Up to eight bytes it is told by its head alone, without a look into the arena.
#[derive(Debug, Clone, Copy)]
struct Entry {
    head: u64,
    id: TermId,
    start: u32,
    end: u32,
}

impl Entry {
    fn new(form: &str, id: TermId, start: u32) -> Self {
        Self {
            head: head(form),
            id,
            start,
            end: start + form.len() as u32,
        }
    }

    fn is(self, form: &str, head: u64, arena: &str) -> bool {
        let length = (self.end - self.start) as usize;
        self.head == head && length == form.len() && (length <= 8 || self.of(arena) == form)
    }

    fn of(self, arena: &str) -> &str {
        &arena[self.start as usize..self.end as usize]
    }

    fn hash(&self, arena: &str) -> u64 {
        hash(self.of(arena), self.head)
    }
}

#[derive(Serialize, Deserialize)]
struct Stored {
    arena: String,
    ends: Vec<u32>,
}

impl From<Stored> for Vocabulary {
    fn from(Stored { arena, ends }: Stored) -> Self {
        let mut table = HashTable::with_capacity(ends.len());
        let mut start = 0;
        for (id, &end) in (0..).zip(&ends) {
            let entry = Entry::new(&arena[start as usize..end as usize], id, start);
            table.insert_unique(entry.hash(&arena), entry, |e: &Entry| e.hash(&arena));
            start = end;
        }
        Self { arena, ends, table }
    }
}

impl From<Vocabulary> for Stored {
    fn from(vocabulary: Vocabulary) -> Self {
        Self {
            arena: vocabulary.arena,
            ends: vocabulary.ends,
        }
    }
}

impl Vocabulary {
    /// The number of a form, new if it was not there.
    pub fn intern(&mut self, form: &str) -> TermId {
        let Self { arena, ends, table } = self;
        let head = head(form);
        match table.entry(
            hash(form, head),
            |e| e.is(form, head, arena),
            |e| e.hash(arena),
        ) {
            hashbrown::hash_table::Entry::Occupied(found) => found.get().id,
            hashbrown::hash_table::Entry::Vacant(place) => {
                let (id, start) = (ends.len() as TermId, arena.len() as u32);
                place.insert(Entry::new(form, id, start));
                arena.push_str(form);
                ends.push(arena.len() as u32);
                id
            }
        }
    }

    /// The number of a form, if it is there.
    pub fn find(&self, form: &str) -> Option<TermId> {
        let head = head(form);
        self.table
            .find(hash(form, head), |e| e.is(form, head, &self.arena))
            .map(|e| e.id)
    }

    /// The form of a number.
    ///
    /// # Panics
    ///
    /// Panics when the number is of another vocabulary.
    pub fn get(&self, id: TermId) -> &str {
        let id = id as usize;
        let start = id
            .checked_sub(1)
            .map_or(0, |before| self.ends[before] as usize);
        &self.arena[start..self.ends[id] as usize]
    }

    /// How many forms there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Renumbers the forms by their bytes; returns the new number of each old one.
    pub fn sort(&mut self) -> Vec<TermId> {
        // The first eight bytes settle most comparisons without a look into the arena.
        let mut order: Vec<(u64, TermId)> = (0..self.len() as TermId)
            .map(|id| (head(self.get(id)), id))
            .collect();
        order.par_sort_unstable_by(|x, y| {
            x.0.cmp(&y.0).then_with(|| self.get(x.1).cmp(self.get(y.1)))
        });
        let mut renumbered = vec![0; order.len()];
        let mut sorted = Stored {
            arena: String::with_capacity(self.arena.len()),
            ends: Vec::with_capacity(order.len()),
        };
        for (new, (_, old)) in order.iter().enumerate() {
            renumbered[*old as usize] = new as TermId;
            sorted.arena.push_str(self.get(*old));
            sorted.ends.push(sorted.arena.len() as u32);
        }
        drop(order);
        self.table = HashTable::new();
        *self = sorted.into();
        renumbered
    }
}

/// The first eight bytes as a number that sorts as they do.
fn head(form: &str) -> u64 {
    let mut bytes = [0; 8];
    let n = form.len().min(8);
    bytes[..n].copy_from_slice(&form.as_bytes()[..n]);
    u64::from_be_bytes(bytes)
}

fn hash(form: &str, head: u64) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u64(head);
    if form.len() > 8 {
        hasher.write(&form.as_bytes()[8..]);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorting_keeps_every_form() {
        let mut vocabulary = Vocabulary::default();
        for form in ["rumors", "China", "", "rumour", "中"] {
            vocabulary.intern(form);
        }
        let renumbered = vocabulary.sort();
        assert_eq!(
            (0..5).map(|id| vocabulary.get(id)).collect::<Vec<_>>(),
            ["", "China", "rumors", "rumour", "中"]
        );
        assert_eq!(renumbered, [2, 1, 0, 3, 4]);
        assert_eq!(vocabulary.find("中"), Some(4));
    }
}
