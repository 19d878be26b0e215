//! Did-you-mean: the nearest of a list of known words.

/// The known word that `word` was most likely meant to be, if one is near enough to be worth naming.
///
/// Two words are near when at most a third of the longer one would have to be retyped (and one letter always may be);
/// letter case is free, since `KB` for `kb` is the commonest slip of all.
pub fn closest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    known
        .into_iter()
        .map(|candidate| (distance(&word, &candidate.to_lowercase()), candidate))
        .filter(|&(cost, candidate)| cost <= (word.len().max(candidate.len()) / 3).max(1))
        .min_by_key(|&(cost, _)| cost)
        .map(|(_, candidate)| candidate)
}

/// Edits (insert, delete, replace, swap of neighbours) that turn one word into the other.
fn distance(from: &str, to: &str) -> usize {
    let from: Vec<char> = from.chars().collect();
    let to: Vec<char> = to.chars().collect();
    let mut before_last = vec![0; to.len() + 1];
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for (row, &a) in from.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, &b) in to.iter().enumerate() {
            let replaced = last[column] + usize::from(a != b);
            let mut cost = replaced.min(last[column + 1] + 1).min(current[column] + 1);
            if row > 0 && column > 0 && a == to[column - 1] && from[row - 1] == b {
                cost = cost.min(before_last[column - 1] + 1);
            }
            current.push(cost);
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_named_and_far_ones_are_not() {
        let units = ["kb", "mb", "bytes", "policy"];
        for (typed, meant) in [
            ("kbs", Some("kb")),
            ("KB", Some("kb")),
            ("byte", Some("bytes")),
            ("polciy", Some("policy")),
            ("gigaparsec", None),
        ] {
            assert_eq!(closest(typed, units), meant, "{typed}");
        }
    }
}
