//! Every file of the corpus compiles: what rustc rejects is not for `cargo fa` to find.

#![allow(warnings, clippy::all)]

#[path = "corpus/fa001/blocks.rs"]
mod fa001_blocks;
#[path = "corpus/fa001/unused.rs"]
mod fa001_unused;
#[path = "corpus/fa002/unknown_codes.rs"]
mod fa002_unknown_codes;
#[path = "corpus/fa003/without_reason.rs"]
mod fa003_without_reason;
#[path = "corpus/fa202/aliases_and_lookalikes.rs"]
mod fa202_aliases_and_lookalikes;
#[path = "corpus/fa202/direct.rs"]
mod fa202_direct;
#[path = "corpus/fa202/participants.rs"]
mod fa202_participants;
#[path = "corpus/fa202/second_seats.rs"]
mod fa202_second_seats;
#[path = "corpus/fa202/third_reading.rs"]
mod fa202_third_reading;
#[path = "corpus/fa203/default_budget.rs"]
mod fa203_default_budget;
#[path = "corpus/fa203/lookalikes.rs"]
mod fa203_lookalikes;
#[path = "corpus/fa203/second_engines.rs"]
mod fa203_second_engines;
#[path = "corpus/fa203/shared_and_planned.rs"]
mod fa203_shared_and_planned;
#[path = "corpus/fa203/third_reading.rs"]
mod fa203_third_reading;
#[path = "corpus/fa203/workers.rs"]
mod fa203_workers;
#[path = "corpus/fa205/closures.rs"]
mod fa205_closures;
#[path = "corpus/fa205/loops.rs"]
mod fa205_loops;
#[path = "corpus/fa205/second_turns.rs"]
mod fa205_second_turns;
#[path = "corpus/fa205/third_reading.rs"]
mod fa205_third_reading;
#[path = "corpus/fa301/aliases.rs"]
mod fa301_aliases;
#[path = "corpus/fa301/async_functions.rs"]
mod fa301_async_functions;
#[path = "corpus/fa301/closures_and_scopes.rs"]
mod fa301_closures_and_scopes;
#[path = "corpus/fa301/containers.rs"]
mod fa301_containers;
#[path = "corpus/fa301/deref_wrapper.rs"]
mod fa301_deref_wrapper;
#[path = "corpus/fa301/endless_sources.rs"]
mod fa301_endless_sources;
#[path = "corpus/fa301/fields.rs"]
mod fa301_fields;
#[path = "corpus/fa301/generic_context.rs"]
mod fa301_generic_context;
#[path = "corpus/fa301/generic_holders.rs"]
mod fa301_generic_holders;
#[path = "corpus/fa301/helpers.rs"]
mod fa301_helpers;
#[path = "corpus/fa301/inline_modules.rs"]
mod fa301_inline_modules;
#[path = "corpus/fa301/lookalikes.rs"]
mod fa301_lookalikes;
#[path = "corpus/fa301/nested_loops.rs"]
mod fa301_nested_loops;
#[path = "corpus/fa301/parameters.rs"]
mod fa301_parameters;
#[path = "corpus/fa301/second_servers.rs"]
mod fa301_second_servers;
#[path = "corpus/fa301/third_reader.rs"]
mod fa301_third_reader;
#[path = "corpus/fa301/third_reading.rs"]
mod fa301_third_reading;
#[path = "corpus/fa301/traits.rs"]
mod fa301_traits;
#[path = "corpus/fa602/closures_and_systems.rs"]
mod fa602_closures_and_systems;
#[path = "corpus/fa602/inline_modules.rs"]
mod fa602_inline_modules;
#[path = "corpus/fa602/leaving_values.rs"]
mod fa602_leaving_values;
#[path = "corpus/fa602/lookalikes.rs"]
mod fa602_lookalikes;
#[path = "corpus/fa602/loops_that_are_fine.rs"]
mod fa602_loops_that_are_fine;
#[path = "corpus/fa602/parameters.rs"]
mod fa602_parameters;
#[path = "corpus/fa602/reached.rs"]
mod fa602_reached;
#[path = "corpus/fa602/second_gameplay.rs"]
mod fa602_second_gameplay;
#[path = "corpus/fa602/task_frames_and_holders.rs"]
mod fa602_task_frames_and_holders;
#[path = "corpus/fa602/third_reading.rs"]
mod fa602_third_reading;
#[path = "corpus/fa602/while_loops.rs"]
mod fa602_while_loops;
#[path = "corpus/fa603/aliases.rs"]
mod fa603_aliases;
#[path = "corpus/fa603/async_main.rs"]
mod fa603_async_main;
#[path = "corpus/fa603/call_chains.rs"]
mod fa603_call_chains;
#[path = "corpus/fa603/clean_game.rs"]
mod fa603_clean_game;
#[path = "corpus/fa603/configured_boundary.rs"]
mod fa603_configured_boundary;
#[path = "corpus/fa603/endless_forms.rs"]
mod fa603_endless_forms;
#[path = "corpus/fa603/fields.rs"]
mod fa603_fields;
#[path = "corpus/fa603/lookalikes.rs"]
mod fa603_lookalikes;
#[path = "corpus/fa603/methods_and_traits.rs"]
mod fa603_methods_and_traits;
#[path = "corpus/fa603/nested.rs"]
mod fa603_nested;
#[path = "corpus/fa603/owners.rs"]
mod fa603_owners;
#[path = "corpus/fa603/second_engines.rs"]
mod fa603_second_engines;
#[path = "corpus/fa603/third_reading.rs"]
mod fa603_third_reading;
#[path = "corpus/fa606/aliases.rs"]
mod fa606_aliases;
#[path = "corpus/fa606/callees_and_fields.rs"]
mod fa606_callees_and_fields;
#[path = "corpus/fa606/local.rs"]
mod fa606_local;
#[path = "corpus/fa606/lookalikes.rs"]
mod fa606_lookalikes;
#[path = "corpus/fa606/second_games.rs"]
mod fa606_second_games;
#[path = "corpus/fa606/third_reading.rs"]
mod fa606_third_reading;
#[path = "corpus/fa607/forget.rs"]
mod fa607_forget;
#[path = "corpus/fa607/lookalikes.rs"]
mod fa607_lookalikes;
#[path = "corpus/fa607/raw_and_manual.rs"]
mod fa607_raw_and_manual;
#[path = "corpus/fa607/second_handles.rs"]
mod fa607_second_handles;
#[path = "corpus/fa701/blocks.rs"]
mod fa701_blocks;
#[path = "corpus/fa701/control_flow.rs"]
mod fa701_control_flow;
#[path = "corpus/fa701/functions.rs"]
mod fa701_functions;
#[path = "corpus/fa701/lookalikes.rs"]
mod fa701_lookalikes;
#[path = "corpus/fa701/reached.rs"]
mod fa701_reached;
#[path = "corpus/fa701/second_services.rs"]
mod fa701_second_services;
#[path = "corpus/fa701/task_allocators.rs"]
mod fa701_task_allocators;
#[path = "corpus/fa701/third_reading.rs"]
mod fa701_third_reading;
#[path = "corpus/fa701/workers_and_streams.rs"]
mod fa701_workers_and_streams;
#[path = "corpus/fa702/local_executor.rs"]
mod fa702_local_executor;
#[path = "corpus/fa702/lookalikes.rs"]
mod fa702_lookalikes;
#[path = "corpus/fa702/other_spawners.rs"]
mod fa702_other_spawners;
#[path = "corpus/fa702/reached.rs"]
mod fa702_reached;
#[path = "corpus/fa702/scoped_threads.rs"]
mod fa702_scoped_threads;
#[path = "corpus/fa702/second_tasks.rs"]
mod fa702_second_tasks;
#[path = "corpus/fa702/third_reading.rs"]
mod fa702_third_reading;
#[path = "corpus/fa703/lookalikes.rs"]
mod fa703_lookalikes;
#[path = "corpus/fa703/runtimes.rs"]
mod fa703_runtimes;
#[path = "corpus/fa703/second_assets.rs"]
mod fa703_second_assets;
#[path = "corpus/fa703/systems.rs"]
mod fa703_systems;
#[path = "corpus/fa703/third_reading.rs"]
mod fa703_third_reading;
#[path = "corpus/fa801/modules.rs"]
mod fa801_modules;
#[path = "corpus/fa801/override_and_lookalikes.rs"]
mod fa801_override_and_lookalikes;
#[path = "corpus/fa801/reached.rs"]
mod fa801_reached;
#[path = "corpus/fa801/second_modules.rs"]
mod fa801_second_modules;
#[path = "corpus/fa801/typed_tags.rs"]
mod fa801_typed_tags;
#[path = "corpus/fa802/configuration.rs"]
mod fa802_configuration;
#[path = "corpus/fa802/lookalikes.rs"]
mod fa802_lookalikes;
#[path = "corpus/fa802/nothing_declared.rs"]
mod fa802_nothing_declared;
#[path = "corpus/fa802/plan.rs"]
mod fa802_plan;
#[path = "corpus/fa802/second_strings.rs"]
mod fa802_second_strings;
#[path = "corpus/fa802/third_reading.rs"]
mod fa802_third_reading;
#[path = "corpus/fa803/modules.rs"]
mod fa803_modules;
#[path = "corpus/fa803/plans.rs"]
mod fa803_plans;
#[path = "corpus/fa803/reserved.rs"]
mod fa803_reserved;
#[path = "corpus/fa803/second_configured.rs"]
mod fa803_second_configured;
#[path = "corpus/fa803/second_plans.rs"]
mod fa803_second_plans;
#[path = "corpus/fa803/third_reading.rs"]
mod fa803_third_reading;
#[path = "corpus/fa804/layers.rs"]
mod fa804_layers;
#[path = "corpus/fa804/no_layers.rs"]
mod fa804_no_layers;
#[path = "corpus/fa804/reexports.rs"]
mod fa804_reexports;
#[path = "corpus/fa804/second_layers.rs"]
mod fa804_second_layers;
#[path = "corpus/fa804/third_reading.rs"]
mod fa804_third_reading;

/// Each file is in the list above, under a name made from its path.
#[test]
fn every_file_is_listed() {
    use std::path::Path;

    let list = include_str!("corpus_compiles.rs");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut files = 0;
    for folder in std::fs::read_dir(&root).unwrap() {
        let folder = folder.unwrap().path();
        // NUMBERS.txt lies beside the folders.
        if !folder.is_dir() {
            continue;
        }
        let code = folder.file_name().unwrap().to_str().unwrap().to_owned();
        for file in std::fs::read_dir(&folder).unwrap() {
            let file = file.unwrap().path();
            let name = file.file_stem().unwrap().to_str().unwrap();
            let expected = format!("#[path = \"corpus/{code}/{name}.rs\"]\nmod {code}_{name};\n");
            assert!(list.contains(&expected), "`{code}/{name}.rs` is not in the list: add\n{expected}");
            files += 1;
        }
    }
    assert_eq!(
        list.lines().filter(|line| line.starts_with("#[path = ")).count(),
        files,
        "a file is listed that is not there"
    );
}
