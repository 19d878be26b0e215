//! Keys, types, values and syntax that are wrong: each is shown where it stands.

use super::*;

#[test]
fn wrong_types_are_pointed_at() {
    for (text, at, message) in [
        ("exclude = \"a\"", "\"a\"", "`exclude` must be a list of strings, not a string"),
        ("exclude = [\"a\", 7]", "7", "each of `exclude` must be a string, not an integer"),
        ("deny-warnings = \"yes\"", "\"yes\"", "`deny-warnings` must be `true` or `false`, not a string"),
        ("levels = []", "[]", "`levels` must be a table, not an array"),
        ("[levels]\nFA602 = true", "true", "the level of `FA602` must be a string, not a boolean"),
        ("[tags]\ndeclared = {}", "{}", "`declared` must be a list of strings, not a table"),
        ("[tags.modules]\n\"g::a\" = 1.5", "1.5", "the tag of `g::a` must be a string, not a float"),
        ("[layers]\nui = 1", "1", "`layers.ui` must be a table, not an integer"),
        ("budgets = 1", "1", "`budgets` must be a table, not an integer"),
        ("[budgets]\ndefault = 1", "1", "`default` must be `true` or `false`, not an integer"),
        ("allow = 1979-05-27", "1979-05-27", "`allow` must be written as `[[allow]]`, not a datetime"),
        ("allow = [1]", "1", "`allow` must be a table, not an integer"),
    ] {
        let (found, found_message, _) = problem("types", text);
        assert_eq!((found.as_str(), found_message.as_str()), (at, message), "{text}");
    }
}

#[test]
fn bad_levels_globs_paths_tags_and_layers_are_pointed_at() {
    for (text, at, message, help) in [
        ("[levels]\nFA602 = \"wran\"", "\"wran\"", "there is no level `wran`", "did you mean \"warn\"?"),
        ("[levels]\nFA602 = \"\"", "\"\"", "there is no level ``", "a level is one of"),
        (
            "[levels]\nFA602 = \"off\"\nhot_loop_allocation = \"warn\"",
            "hot_loop_allocation",
            "sets the same",
            "keep one",
        ),
        ("exclude = [\"a[\"]", "\"a[\"", "the glob `a[` does not work", ""),
        ("exclude = [\"/a\"]", "\"/a\"", "the glob `/a` begins at the root", "globs are relative"),
        ("exclude = [\"\"]", "\"\"", "a glob must not be empty", ""),
        ("[tags]\ndeclared = [\"a\", \"a\"]", "\"a\"", "the tag `a` is declared twice", "keep one"),
        ("[tags]\nreserved = [\"a\"]\ndeclared = [\"a\"]", "\"a\"", "the tag `a` is declared twice", ""),
        ("[tags]\ndeclared = [\"\"]", "\"\"", "a tag must not be empty", ""),
        ("[tags]\nneutral = [\"game/math\"]", "\"game/math\"", "is not a path", "write `game::math`"),
        ("[tags]\nneutral = [\"my-game::*\"]", "\"my-game::*\"", "is not a path", "write `my_game`"),
        ("[tags.modules]\n\"crate::a\" = \"t\"", "\"crate::a\"", "does not say in which crate", "`game::a`"),
        ("[tags.modules]\n\"\" = \"t\"", "\"\"", "is not a path", "write a path from the crate on"),
        ("[frames]\nboundaries = [\"engine.tick()\"]", "\"engine.tick()\"", "is not a path", "write a path"),
        (
            "[layers.ui]\nmodules = [\"g::ui\"]\nmay-use = [\"cor\"]\n[layers.core]\nmodules = [\"g::c\"]",
            "\"cor\"",
            "there is no layer `cor`",
            "did you mean `core`?",
        ),
        ("[layers.ui]\nmodules = []", "ui", "the layer `ui` has no modules", "add `modules"),
        (
            "[layers.a]\nmodules = [\"g::a\"]\n[layers.b]\nmodules = [\"g::a\"]",
            "\"g::a\"",
            "is in the layer `a` already",
            "one layer",
        ),
        ("[[allow]]\ncode = \"FA301\"\nreason = \"r\"", "[[allow]]", "has neither `path` nor `item`", "say where"),
        ("[[allow]]\ncode = \"FA301\"\npath = \"a\"", "[[allow]]", "`[[allow]]` has no `reason`", "add `reason"),
        ("[[allow]]\npath = \"a\"\nreason = \"r\"", "[[allow]]", "`[[allow]]` has no `code`", "add `code"),
    ] {
        let (found, found_message, found_help) = problem("values", text);
        assert_eq!(found, at, "{text}");
        assert!(found_message.contains(message), "{text}: {found_message}");
        assert!(found_help.contains(help), "{text}: {found_help}");
    }
}

#[test]
fn unknown_keys_are_pointed_at_with_the_nearest_known() {
    for (text, at, help) in [
        ("exlude = []", "exlude", "did you mean `exclude`?"),
        ("deny_warnings = true", "deny_warnings", "did you mean `deny-warnings`?"),
        ("[tags]\ndeclare = []", "declare", "did you mean `declared`?"),
        ("[layers.ui]\nmodules = [\"g::ui\"]\nmay_use = []", "may_use", "did you mean `may-use`?"),
        ("[budgets]\ndefualt = true", "defualt", "did you mean `default`?"),
        ("[frames]\nboundary = []", "boundary", "did you mean `boundaries`?"),
        ("[facts]\nrequire = true", "require", "did you mean `required`?"),
        ("[zzzzzzzzzzzzzz]\na = 1", "zzzzzzzzzzzzzz", "known here: `allow`"),
        (
            "[[allow]]\ncode = \"FA301\"\npath = \"a\"\nreason = \"r\"\nresaon = \"r\"",
            "resaon",
            "did you mean `reason`?",
        ),
    ] {
        let (found, message, found_help) = problem("keys", text);
        assert_eq!(found, at, "{text}");
        assert!(message.starts_with(&format!("unknown key `{at}` in ")), "{message}");
        assert!(found_help.starts_with(help), "{text}: {found_help}");
    }
}

#[test]
fn syntax_errors_are_pointed_at() {
    for text in ["[levels", "a = ", "exclude = [\"a\"", "a = 1\na = 2", "= 3", "[levels]\n[levels]\n", "\u{0}", "key"] {
        let (loaded, _) = load("syntax", text);
        let error = loaded.expect_err(text);
        assert_eq!(error.problems.len(), 1);
        let problem = &error.problems[0];
        assert!(problem.message.starts_with("syntax error: "), "{text:?}: {problem}");
        assert!(problem.place.expect("a place").range().end <= text.len(), "{text:?}");
    }
}
