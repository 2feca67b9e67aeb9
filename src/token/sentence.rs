//! Where sentences begin.
//!
//! A sentence ends at `.`, `!`, `?` or `…`, closing marks included, when white space and a capital, a digit or an
//! opening mark follow. A dot that belongs to an abbreviation or an initial ends none, and one that belongs to an
//! acronym with inner dots ("U.S.") only before a word that usually begins a sentence.

use super::{Tokens, normal_form};
use crate::article::Article;
use crate::lang::Language;

/// Fills in [`Tokens::sentences`]. Every block begins a sentence.
pub fn mark_sentences(article: &Article, tokens: &mut Tokens, language: &dyn Language) {
    let mut starts = Vec::new();
    let mut blocks = tokens.blocks.iter().map(|b| *b as usize).peekable();
    for i in 0..tokens.list.len() {
        let mut begins = i == 0;
        while blocks.next_if(|b| *b <= i).is_some() {
            begins = true;
        }
        if begins || ends_before(article, tokens, i, language) {
            starts.push(i as u32);
        }
    }
    tokens.sentences = starts;
}

/// True when a sentence ends between token `i - 1` and token `i` of the same block.
fn ends_before(article: &Article, tokens: &Tokens, i: usize, language: &dyn Language) -> bool {
    let text = article.field(tokens.field(i));
    let (last, next) = (tokens.list[i - 1].span, tokens.list[i].span);
    let gap = &text[last.end as usize..next.start as usize];
    let word = last.of(text);
    let Some(stop) = gap
        .rfind(['.', '!', '?', '…'])
        .or((word.ends_with('.')).then_some(0))
    else {
        return false;
    };
    let after = gap[stop..].trim_start_matches(['.', '!', '?', '…']);
    let closers = after.find(char::is_whitespace);
    if !closers.is_some_and(|end| after[..end].chars().all(is_closer)) || !may_begin(next.of(text))
    {
        return false;
    }
    let only_dot = !gap.contains(['!', '?', '…']) && gap.matches('.').count() <= 1;
    !(only_dot && keeps_its_dot(word, language)) || begins_sentences(next.of(text), language)
}

fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}' | '.' | '!' | '?' | '…'
    )
}

/// A capital, a digit, or a letter of a script without capitals.
fn may_begin(word: &str) -> bool {
    word.trim_start_matches(['@', '#'])
        .chars()
        .next()
        .is_some_and(|c| !c.is_lowercase())
}

/// An abbreviation, an initial, or an acronym with inner dots.
fn keeps_its_dot(word: &str, language: &dyn Language) -> bool {
    let initial = word.chars().count() == 1 && word != "I" && word.chars().all(char::is_uppercase);
    initial || word.ends_with('.') || language.abbreviations().contains(&*normal_form(word))
}

fn begins_sentences(word: &str, language: &dyn Language) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
        && language.sentence_starters().contains(&*normal_form(word))
}

#[cfg(test)]
mod tests {
    use super::super::{Headline, Tokenizer, tokenize};
    use super::*;
    use crate::article::{ArticleId, Metadata};

    fn sentences(text: &str) -> Vec<String> {
        let blocks = crate::ingest::blocks::split(text);
        let id = ArticleId {
            source: 0,
            record: 0,
        };
        let (name, place, title) = (String::new(), String::new(), String::new());
        let article = Article {
            id,
            name,
            place,
            title,
            text: text.into(),
            metadata: Metadata::default(),
            blocks,
        };
        let mut tokens = tokenize(&article, Tokenizer::News, Headline::Analysed);
        mark_sentences(&article, &mut tokens, crate::lang::find("en"));
        let starts = tokens.sentences.clone();
        starts
            .iter()
            .map(|s| tokens.run(&starts, *s as usize))
            .map(|r| {
                text[tokens.list[r.start].span.start as usize
                    ..tokens.list[r.end - 1].span.end as usize]
                    .to_owned()
            })
            .collect()
    }

    #[test]
    fn abbreviations_end_no_sentence() {
        assert_eq!(
            sentences("Mr. Lee of the U.S. Senate came on Sept. 3. J. Doe left.").len(),
            2
        );
        assert_eq!(sentences("He left the U.S. The law stayed.").len(), 2);
    }

    #[test]
    fn closing_marks_belong_to_the_sentence() {
        assert_eq!(
            sentences("“We know.” They left. (They did.) “No!” Then 3 came.").len(),
            5
        );
        assert_eq!(
            sentences("“Really?” asked one. 3.5 percent fell... and rose.").len(),
            2
        );
    }

    #[test]
    fn blocks_begin_sentences() {
        assert_eq!(
            sentences("A heading\n\nno capital here\n\nOne. Two").len(),
            4
        );
    }
}
