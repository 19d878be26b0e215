//! `.fa.toml` from outside: what it may say, and that everything wrong in it is shown where it stands.

mod bad;

use std::path::{Path, PathBuf};

use cargo_fa::config::levels::Levels;
use cargo_fa::config::{Config, ConfigError};
use cargo_fa::finding::Finding;
use cargo_fa::sources::Sources;
use framealloc_lint::{Level, codes};

/// A directory of its own for each test, removed at its end.
struct Dir(PathBuf);

impl Dir {
    fn new(name: &str) -> Dir {
        let path = std::env::temp_dir().join(format!("fa-config-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a writable temporary directory");
        Dir(path)
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn load(name: &str, text: impl AsRef<[u8]>) -> (Result<(Config, Vec<Finding>), ConfigError>, Sources) {
    let dir = Dir::new(name);
    let path = dir.0.join(".fa.toml");
    std::fs::write(&path, text).expect("a writable file");
    let mut sources = Sources::new(&dir.0);
    (Config::load(&path, &mut sources), sources)
}

fn good(name: &str, text: &str) -> (Config, Vec<Finding>, Sources) {
    let (loaded, sources) = load(name, text);
    let (config, findings) = loaded.unwrap_or_else(|error| panic!("{error}"));
    (config, findings, sources)
}

/// The one problem of a text: what its bytes say, the message, the help.
fn problem(name: &str, text: &str) -> (String, String, String) {
    let (loaded, _) = load(name, text);
    let error = loaded.expect_err(text);
    assert_eq!(error.problems.len(), 1, "{text}\n{error}");
    let problem = &error.problems[0];
    assert_eq!(problem.file, ".fa.toml");
    let place = problem.place.expect("a place in the file");
    (text[place.range()].to_owned(), problem.message.clone(), problem.help.clone())
}

const FULL: &str = r#"
exclude = ["**/generated/**", "vendor"]
deny-warnings = true

[levels]
FA6 = "hint"
FA602 = "deny"
missing_frame_boundary = "allow"

[tags]
declared = ["physics", "ui"]
reserved = ["audio"]
neutral = ["game::math"]

[tags.modules]
"game::physics" = "physics"
"game::physics::debug" = "ui"

[layers.ui]
modules = ["game::ui"]
may-use = ["core"]

[layers.core]
modules = ["game::core", "game::math"]

[budgets]
default = true

[frames]
boundaries = ["engine::tick"]

[facts]
required = true

[[allow]]
code = "FA301"
path = "game/src/loading/**"
reason = "the loading screen has no frame limit"

[[allow]]
code = "frame_escape"
item = "game::tests"
reason = "tests leak on purpose"
"#;

#[test]
fn every_key_is_read() {
    let (config, findings, sources) = good("full", FULL);
    assert!(findings.is_empty(), "{findings:?}");
    assert!(config.excludes("game/src/generated/a.rs") && config.excludes("vendor/x.rs") && !config.excludes("a.rs"));
    assert!(config.deny_warnings && config.default_budget && config.facts_required);
    let file = sources.get(config.file.expect("a file"));
    let physics = &config.tags.declared[0];
    assert_eq!((physics.text.as_str(), file.slice(physics.place.range())), ("physics", "\"physics\""));
    assert_eq!(config.tags.reserved[0].text, "audio");
    assert!(config.is_neutral("game::math::vector") && !config.is_neutral("game::mathematics"));
    assert_eq!(config.tag_of("game::physics::solver").expect("mapped").tag.text, "physics");
    assert_eq!(config.tag_of("game::physics::debug::draw").expect("mapped").tag.text, "ui");
    assert!(config.tag_of("game::audio").is_none());
    let ui = config.layer_of("game::ui::menu").expect("a layer");
    assert_eq!((ui.name.text.as_str(), ui.may_use[0].text.as_str()), ("ui", "core"));
    assert_eq!(config.boundaries[0].text, "engine::tick");
    assert_eq!(config.allow.len(), 2);
    assert_eq!((config.allow[1].code.id, config.allow[1].reason.as_str()), ("FA601", "tests leak on purpose"));
    assert_eq!(file.slice(config.allow[0].place.range()), "\"FA301\"");

    let levels = Levels::new(&config, &[], &[], false).expect("no words");
    assert_eq!(levels.resolve(&codes::FA601), Some(Level::Hint));
    assert_eq!(levels.resolve(&codes::FA602), Some(Level::Error));
    assert_eq!(levels.resolve(&codes::FA603), None);
    assert_eq!(levels.resolve(&codes::FA801), Some(Level::Error));
}

#[test]
fn an_empty_file_is_the_default() {
    for text in ["", "\n\n", "# nothing\r\n", "[levels]\n[tags]\n[tags.modules]\n[layers]\n"] {
        let (config, findings, _) = good("empty", text);
        assert!(findings.is_empty() && config.levels.is_empty() && !config.deny_warnings);
    }
}

#[test]
fn the_second_of_two_is_the_one_that_is_wrong() {
    let text =
        "[levels]\nhot_loop_allocation = \"warn\"\nFA602 = \"off\"\n[tags]\nreserved = [\"a\"]\ndeclared = [\"a\"]";
    let (loaded, _) = load("second", text);
    let error = loaded.expect_err("two problems");
    let at: Vec<usize> = error.problems.iter().map(|problem| problem.place.expect("a place").range().start).collect();
    assert_eq!(at, [text.find("FA602").unwrap(), text.rfind("\"a\"").unwrap()]);
}

#[test]
fn all_problems_come_at_once_in_the_order_of_the_file() {
    let (loaded, _) = load("all", "zz = 1\nexclude = 3\n[levels]\nFA602 = \"loud\"\n[budgets]\ndefault = \"x\"\n");
    let error = loaded.expect_err("four problems");
    let lines: Vec<_> = error.problems.iter().map(|problem| problem.position.expect("a position").line).collect();
    assert_eq!(lines, [1, 2, 4, 6], "{error}");
    assert!(
        error.to_string().starts_with("error: unknown key `zz` in `.fa.toml`\n --> .fa.toml:1:1\nhelp: "),
        "{error}"
    );
}

#[test]
fn files_that_are_no_text_are_problems() {
    let (loaded, _) = load("utf8", b"exclude = [\"\xff\"]");
    let error = loaded.expect_err("not UTF-8");
    assert!(error.problems[0].message.contains("is not UTF-8"), "{error}");
    assert_eq!(error.problems[0].place.expect("a place").range().start, 12);

    let mut sources = Sources::new("/nowhere");
    let error = Config::load(Path::new("/nowhere/.fa.toml"), &mut sources).expect_err("no file");
    assert!(error.problems[0].message.starts_with("`.fa.toml` cannot be read"), "{error}");
    let error = Config::load(&std::env::temp_dir(), &mut sources).expect_err("a directory");
    assert!(error.problems[0].message.contains("cannot be read"), "{error}");
}

#[test]
fn unknown_codes_are_findings_and_the_rest_holds() {
    let text = "[levels]\nFA999 = \"off\"\nframe_escpe = \"off\"\nFA602 = \"warn\"\n\
        [[allow]]\ncode = \"FA6O1\"\npath = \"a\"\nreason = \"r\"\n\
        [[allow]]\ncode = \"FA6\"\npath = \"a\"\nreason = \"r\"\n\
        [[allow]]\ncode = \"FA601\"\npath = \"a\"\nreason = \" \"\n";
    let (config, findings, sources) = good("codes", text);
    let said: Vec<_> = findings
        .iter()
        .map(|finding| (finding.code.id, sources.get(finding.place.file).slice(finding.place.range()).to_owned()))
        .collect();
    let expected = [
        ("FA002", "FA999"),
        ("FA002", "frame_escpe"),
        ("FA002", "\"FA6O1\""),
        ("FA002", "\"FA6\""),
        ("FA003", "\" \""),
    ];
    assert_eq!(said, expected.map(|(code, at)| (code, at.to_owned())));
    assert_eq!(findings[1].help, "did you mean `FA601` (frame_escape)?");
    assert!(findings[3].message.contains("the beginning of codes"), "{}", findings[3].message);
    assert_eq!((config.levels.len(), config.allow.len()), (1, 1));
}

#[test]
fn a_modules_tag_is_checked_once_the_sources_tags_are_known() {
    let (config, _, sources) =
        good("tags", "[tags]\ndeclared = [\"physics\"]\n[tags.modules]\n\"g::p\" = \"physcs\"\n\"g::a\" = \"audio\"");
    let findings = config.undeclared(["audio"]);
    assert_eq!(findings.len(), 1);
    assert_eq!(sources.get(findings[0].place.file).slice(findings[0].place.range()), "\"physcs\"");
    assert_eq!((findings[0].code.id, findings[0].help.as_str()), ("FA802", "did you mean `physics`?"));
    assert_eq!(config.undeclared([]).len(), 2);
    // Where nothing is declared, a map of modules is all there is.
    let (config, ..) = good("tags", "[tags.modules]\n\"g::p\" = \"physics\"");
    assert!(config.undeclared([]).is_empty());
}
