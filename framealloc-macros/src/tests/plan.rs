//! What a plan becomes, what a function that a plan can list becomes beside itself, and which function that is.

use super::{squeezed, system, tokens};

fn plan(source: &str) -> String {
    crate::expand_plan(tokens(source)).to_string()
}

#[test]
fn a_plan_with_a_list_and_an_open_tag() {
    let expansion = plan(
        "/// All of it.
        pub plan game: mb = 8;
        tag physics: kb = P => [a, #[cfg(x)] sim::b];
        #[cfg(y)] tag audio: bytes = 64;",
    );
    let expected = r#"
        #[doc = " All of it."]
        pub mod game {
            #[doc = "The tag `physics` of the memory plan."]
            pub struct physics;
            #[cfg(y)]
            #[doc = "The tag `audio` of the memory plan."]
            pub struct audio;
            #[doc = r" The plan as data, for `AllocConfig::plan`."]
            pub const PLAN: &::framealloc::MemoryPlan = <Plan as ::framealloc::private::Planned>::PLAN;
            #[doc = r" The plan as a type."]
            #[doc(hidden)]
            pub struct Plan;
        }
        impl ::framealloc::private::Planned for game::Plan {
            const TAGS: &'static [::framealloc::PlannedTag] = &[
                ::framealloc::PlannedTag::of::<game::physics>(
                    ::core::option::Option::Some(<game::physics as ::framealloc::private::ClosedTag>::SYSTEMS)),
                #[cfg(y)] ::framealloc::PlannedTag::of::<game::audio>(::core::option::Option::None)
            ];
            const PLAN: &'static ::framealloc::MemoryPlan = &::framealloc::MemoryPlan::new("game", 8388608,
                <Self as ::framealloc::private::Planned>::TAGS);
        }
        const __FRAMEALLOC_BUDGET_4_game_physics: ::core::primitive::usize = ::framealloc::private::budget_or_none(P as ::core::primitive::i128, 1024);
        impl ::framealloc::TypedTag for game::physics {
            const NAME: &'static str = "physics";
            const BUDGET: ::core::option::Option<::core::primitive::usize> = ::core::option::Option::Some(__FRAMEALLOC_BUDGET_4_game_physics);
            const PLAN_NAME: &'static str = "game";
            const PLAN: ::core::option::Option<&'static ::framealloc::MemoryPlan> = ::core::option::Option::Some(game::PLAN);
        }
        impl ::framealloc::private::ClosedTag for game::physics {
            type Plan = game::Plan;
            const SYSTEMS: &'static [::framealloc::PlannedSystem] = &[
                <a as ::framealloc::System>::PLANNED,
                #[cfg(x)] <sim::b as ::framealloc::System>::PLANNED
            ];
        }
        impl ::framealloc::ListedIn<game::Plan> for a {}
        #[cfg(x)] impl ::framealloc::ListedIn<game::Plan> for sim::b {}
        #[cfg(y)] const __FRAMEALLOC_BUDGET_4_game_audio: ::core::primitive::usize = 64;
        #[cfg(y)] impl ::framealloc::TypedTag for game::audio {
            const NAME: &'static str = "audio";
            const BUDGET: ::core::option::Option<::core::primitive::usize> = ::core::option::Option::Some(__FRAMEALLOC_BUDGET_4_game_audio);
            const PLAN_NAME: &'static str = "game";
            const PLAN: ::core::option::Option<&'static ::framealloc::MemoryPlan> = ::core::option::Option::Some(game::PLAN);
        }
        const _: () = ::framealloc::private::check_total(game::PLAN);
        const _: ::core::primitive::usize = {
            let _: fn() = || ::framealloc::private::WholeNumber::whole(P);
            ::framealloc::private::checked_budget("tag `physics`", P as ::core::primitive::i128, 1024)
        };
        const _: () = {
            let __framealloc_check = ::framealloc::private::ListCheck::new(game::PLAN, "physics");
            let __framealloc_check = ::framealloc::private::ListCheck::next(__framealloc_check);
            #[cfg(x)] let __framealloc_check = ::framealloc::private::ListCheck::next(__framealloc_check);
            let _ = __framealloc_check;
        };
    "#;
    assert_eq!(squeezed(&expansion), squeezed(expected));
}

#[test]
fn a_plan_that_is_wrong_keeps_its_tags_and_is_not_judged() {
    let expansion = squeezed(&plan("plan game: 8; tag physics: kb = 1 => [a]; tags audio: kb = 1;"));
    assert_eq!(expansion.matches("compile_error").count(), 2, "{expansion}");
    assert!(expansion.contains("pub struct physics ;") && expansion.contains("PlannedTag"), "{expansion}");
    assert!(!expansion.contains("check_total") && !expansion.contains("ListCheck"), "{expansion}");
    let nameless = plan("tag physics: kb = 1;");
    assert!(nameless.starts_with("::") && nameless.contains("compile_error"), "{nameless}");
}

#[test]
fn a_renamed_crate() {
    let expansion = squeezed(&plan("crate = fa; plan game: mb = 1; tag a: kb = 1 => [x];"));
    assert!(!expansion.contains("framealloc : :") && expansion.contains("fa : : private : : Planned"), "{expansion}");
}

#[test]
fn what_a_plan_can_list_has_a_namesake() {
    let listed = squeezed(&system(
        "tag = game::physics",
        "#[budget(kb = N)] pub(crate) fn solve<T>(alloc: &SmartAlloc, t: T) { work() }",
    ));
    let beside = squeezed(
        r#"#[::framealloc::private::beside(
            const __FRAMEALLOC_BUDGET_solve: ::core::primitive::usize = ::framealloc::private::budget_or_none(N as ::core::primitive::i128, 1024);
            impl ::framealloc::System for solve {
                const PLANNED: ::framealloc::PlannedSystem = ::framealloc::PlannedSystem::under(
                    <game::physics as ::framealloc::TypedTag>::FACTS, "solve", ::core::module_path!(),
                    ::core::option::Option::Some(__FRAMEALLOC_BUDGET_solve));
            }
            const _: ::core::primitive::usize = {
            let _: fn() = || ::framealloc::private::WholeNumber::whole(N);
            ::framealloc::private::checked_budget("system `solve`", N as ::core::primitive::i128, 1024)
        };
            const _: () = {
                ::framealloc::private::check_tag_budget("solve", __FRAMEALLOC_BUDGET_solve,
                    <game::physics as ::framealloc::TypedTag>::FACTS);
                use ::framealloc::private::Probe as _;
                ::framealloc::private::check_is_listed("solve", <game::physics as ::framealloc::TypedTag>::FACTS,
                    <::framealloc::private::IsClosed< <game::physics as ::framealloc::private::Itself>::It> >::YES,
                    <::framealloc::private::IsListed<solve, <game::physics as ::framealloc::private::Itself>::It> >::YES);
            };
        )]
        #[doc(hidden)]
        pub(crate) enum solve {}"#,
    );
    assert!(listed.ends_with(&beside), "{listed}");
    let budget = "const __FRAMEALLOC_BUDGET: ::core::primitive::usize = ::framealloc::private::budget_or_none(N as ::core::primitive::i128, 1024);";
    assert!(listed.contains(&squeezed(budget)), "{budget} is not in {listed}");
}

#[test]
fn what_it_cannot_list_has_none() {
    for (args, item) in [
        ("", "fn f(alloc: &SmartAlloc) {}"),
        ("tag = \"physics\"", "#[budget(kb = 1)] fn f(alloc: &SmartAlloc) {}"),
        ("tag = game::physics, method", "fn f(alloc: &SmartAlloc) {}"),
        ("tag = game::physics", "fn f(&self, alloc: &SmartAlloc) {}"),
        ("tag = game::physics", "fn f(alloc: &SmartAlloc) -> Self { make() }"),
        ("tag = game::physics", "fn f(alloc: &SmartAlloc, it: &[Self::Item]) {}"),
    ] {
        let expansion = system(args, item);
        assert!(!expansion.contains("enum f"), "{expansion}");
        assert!(!expansion.contains("check_is_listed"), "{expansion}");
    }
    let allowed = system("tag = game::physics, allow(FA306)", "fn f(alloc: &SmartAlloc) {}");
    assert!(allowed.contains("enum f") && !allowed.contains("check_is_listed"), "{allowed}");
}

#[test]
fn a_system_that_is_wrong_leaves_the_plan_nothing_to_say() {
    let broken = squeezed(&system("tag = game::physics", "#[budget(kbs = 1)] fn f(alloc: &SmartAlloc) {}"));
    assert_eq!(broken.matches("compile_error").count(), 1, "{broken}");
    let unknown = "Option : : Some ( : : core : : primitive : : usize : : MAX )";
    assert!(broken.contains(unknown), "{broken}");
    assert!(!broken.contains("check_is_listed"), "{broken}");
}
