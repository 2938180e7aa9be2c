//! How deep a risk is covered, and who could answer it alone.

use cadre_core::risks::{
    Cover, Holding, Needed, RiskStanding, alone, chance_of_nobody, covers, depth, depth_at_best, holdings,
};
use proptest::prelude::*;

use crate::office::{Figures, Office, close, level};

fn cover(holders: u32, assessed: u32, unknown: u32) -> Cover {
    Cover { holders, assessed, unknown }
}

/// Three skills; a role that needs level 2 of the first on one of two teams.
fn office() -> Office {
    Office::new()
        .area("area", &["a", "b", "c"])
        .team("Blue")
        .team("Red")
        .role("engineer", 0.25, (8.0, 4.0), &[("a", 2, 1)])
        .role("lead", 0.5, (8.0, 4.0), &[("a", 4, 1)])
        .seats("Blue", "engineer", 1, "")
        .seats("Blue", "lead", 1, "")
        .person("Ada", "Blue", "engineer")
        .person("Bo", "Blue", "lead")
        .person("Cy", "Red", "")
}

fn held(figures: &Figures, team: Option<usize>) -> Vec<Holding> {
    holdings(&figures.organisation, &figures.levels, team)
}

#[test]
fn the_level_needed_is_the_teams_lowest_target_or_3() {
    let figures = office()
        .level("Ada", "a", 2)
        .level("Ada", "b", 2)
        .level("Bo", "b", 3)
        .level("Cy", "a", 2)
        .level("Cy", "b", 4)
        .today();
    let both = held(&figures, None);
    // Blue needs 2 of the first, its lowest target; Red has none, so 3. Ada holds it, Cy does not.
    assert_eq!((both[0].holders.as_slice(), both[0].needed), ([0].as_slice(), Some((level(2), level(3)))));
    assert_eq!((both[0].assessed, both[0].unknown), (2, 1));
    assert_eq!((both[1].holders.as_slice(), both[1].needed), ([1, 2].as_slice(), Some((level(3), level(3)))));
    assert_eq!((both[2].assessed, both[2].unknown), (0, 3));
    let red = held(&figures, Some(1));
    assert_eq!((red[0].holders.len(), red[0].assessed, red[0].needed), (0, 1, Some((level(3), level(3)))));
    // Nobody counts before they have started.
    let nobody = office().with(|cy| cy.borrowed = true).today();
    assert_eq!(held(&nobody, Some(1))[0], Holding::default());
}

#[test]
fn a_risk_is_as_deep_as_its_thinnest_competency() {
    assert_eq!(depth(&[cover(2, 5, 0), cover(1, 5, 0), cover(3, 3, 2)]), Some(1));
    assert_eq!(depth(&[cover(2, 2, 0)]), Some(2));
    assert_eq!(depth(&[cover(4, 9, 0), cover(0, 1, 8)]), Some(0));
    // At best all eight hold the second: the first is the thinnest then.
    assert_eq!(depth_at_best(&[cover(4, 9, 0), cover(0, 1, 8)]), 4);
    assert_eq!(depth_at_best(&[]), 0);
}

#[test]
fn what_nobody_is_assessed_in_is_unknown_and_not_none() {
    let unseen = cover(0, 0, 7);
    assert_eq!(depth(&[unseen]), None);
    assert_eq!(depth(&[cover(3, 4, 0), unseen]), None);
    // The other is known to be held by nobody, so the risk is, whatever this one is.
    assert_eq!(depth(&[cover(0, 4, 0), unseen]), Some(0));
    let standing = |covers: &[Cover]| RiskStanding::of(covers);
    assert_eq!(standing(&[unseen]), RiskStanding::Unknown);
    assert_eq!(standing(&[]), RiskStanding::Unmapped);
    assert_eq!(standing(&[cover(0, 1, 0)]), RiskStanding::None);
    assert_eq!(standing(&[cover(1, 1, 0)]), RiskStanding::One);
    assert_eq!(standing(&[cover(2, 2, 0), cover(5, 5, 0)]), RiskStanding::TwoOrMore);
}

#[test]
fn who_answers_alone_holds_everything_at_level_3() {
    let figures = office()
        .level("Ada", "a", 2)
        .level("Ada", "b", 3)
        .level("Bo", "a", 3)
        .level("Bo", "b", 3)
        .level("Cy", "a", 4)
        .level("Cy", "b", 2)
        .today();
    let holdings = held(&figures, None);
    // Ada's 2 is enough to hold the first on Blue, not to work alone; Cy does not hold the second.
    assert_eq!(holdings[0].holders, [0, 1, 2]);
    let needed: Needed = vec![Some(0), Some(1)];
    assert_eq!(alone(&needed, &holdings, &figures.levels), [1]);
    assert_eq!(alone(&vec![Some(1)], &holdings, &figures.levels), [0, 1]);
    // Of a competency that the workspace has not, nobody is known to be the master.
    assert!(alone(&vec![Some(1), None], &holdings, &figures.levels).is_empty());
    let with_missing = covers(&vec![Some(1), None], &holdings);
    assert_eq!(with_missing, [cover(2, 3, 0), cover(0, 0, 3)]);
    assert_eq!((depth(&with_missing), depth_at_best(&with_missing)), (None, 2));
    assert!(alone(&vec![], &holdings, &figures.levels).is_empty());
}

#[test]
fn the_chance_that_nobody_is_left_knows_who_holds_several() {
    let figures = office()
        .level("Ada", "a", 3)
        .level("Ada", "b", 3)
        .level("Bo", "b", 3)
        .level("Cy", "a", 3)
        .level("Bo", "c", 1)
        .today();
    let holdings = held(&figures, None);
    let chance = |needed: Needed| chance_of_nobody(&needed, &holdings, &figures.organisation.attrition_of);
    // Ada leaves with 0.25, Bo with 0.5, Cy with 0.2. The first is lost where Ada and Cy leave, 0.05; the second where Ada and
    // Bo do, 0.125; both where all three do, 0.025.
    close(chance(vec![Some(0)]).expect("known"), 0.05);
    close(chance(vec![Some(1)]).expect("known"), 0.125);
    close(chance(vec![Some(0), Some(1)]).expect("known"), 0.05 + 0.125 - 0.025);
    // Nobody holds the third today; a competency that the workspace has not is unknown.
    close(chance(vec![Some(2), Some(0)]).expect("known"), 1.0);
    assert_eq!(chance(vec![Some(0), None]), None);
}

prop_compose! {
    /// The levels of some people in three skills; `None` is unknown.
    fn people()(levels in prop::collection::vec(prop::collection::vec(prop::option::of(0_u8..5), 3), 0..7)) -> Vec<Vec<Option<u8>>> {
        levels
    }
}

/// The depth of a risk that needs all three skills, on a team of these people with targets 2 and none.
fn depth_of(people: &[Vec<Option<u8>>]) -> (Option<u32>, u32) {
    let mut office = Office::new()
        .area("area", &["a", "b", "c"])
        .team("Blue")
        .role("engineer", 0.2, (8.0, 4.0), &[("a", 2, 1)])
        .seats("Blue", "engineer", 1, "");
    for (index, levels) in people.iter().enumerate() {
        let name = index.to_string();
        office = office.person(&name, "Blue", "engineer");
        for (skill, found) in ["a", "b", "c"].into_iter().zip(levels) {
            if let Some(found) = found {
                office = office.level(&name, skill, *found);
            }
        }
    }
    let figures = office.today();
    let covers = covers(&vec![Some(0), Some(1), Some(2)], &held(&figures, None));
    (depth(&covers), depth_at_best(&covers))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_holder_more_never_lowers_the_depth_and_one_less_never_raises_it(
        people in people(),
        newcomer in prop::collection::vec(0_u8..5, 3),
    ) {
        let (before, at_best) = depth_of(&people);
        prop_assert!(before.is_none_or(|depth| depth <= at_best));
        let mut more = people.clone();
        more.push(newcomer.into_iter().map(Some).collect());
        let (after, at_best_after) = depth_of(&more);
        if let (Some(before), Some(after)) = (before, after) {
            prop_assert!(after >= before, "{before} and {after}");
        }
        prop_assert!(before.is_none() || after.is_some(), "what is known stays known");
        prop_assert!(at_best_after >= at_best);
        for gone in 0..people.len() {
            let mut fewer = people.clone();
            fewer.remove(gone);
            let (after, at_best_after) = depth_of(&fewer);
            if let Some(after) = after {
                // An unknown depth can turn out to be none, where the last one who held another competency goes.
                prop_assert!(after <= before.unwrap_or(0), "{before:?} and {after}");
            }
            prop_assert!(at_best_after <= at_best);
        }
    }

    #[test]
    fn a_level_more_never_lowers_the_depth(people in people(), who in any::<prop::sample::Index>(), skill in 0_usize..3) {
        prop_assume!(!people.is_empty());
        let who = who.index(people.len());
        let mut better = people.clone();
        better[who][skill] = better[who][skill].map(|level| (level + 1).min(4));
        // A depth of 0 can become unknown: what was known to be held by nobody is held, and another is not assessed.
        if let (Some(before), Some(after)) = (depth_of(&people).0, depth_of(&better).0) {
            prop_assert!(after >= before, "{before} and {after}");
        }
    }
}
