//! Panels of the comparison: what each shows, where it stands, its head and the brackets over it.

use crate::{
    scene::{Anchor, Scale, Scene},
    text::{Face, whole},
};

/// What a panel shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Industry,
    Ours,
    /// Ours and industry on one scale.
    Direct,
    /// The pulse and industry on one scale.
    Pulse,
}

/// A panel: one scale, and a column of ranks or probabilities at its right.
pub(super) struct Panel {
    pub(super) content: Content,
    pub(super) title: &'static str,
    pub(super) unit: String,
    /// Head of the column at the right.
    pub(super) column: &'static str,
    /// End of its scale.
    pub(super) top: f64,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) foot: String,
}

/// Puts the panels beside one another, or the pulse under the others where they would not be legible.
pub(super) fn arrange(panels: Vec<Panel>, start: f64, width: f64, gap: f64) -> Vec<Vec<Panel>> {
    let legible = |panel: &Panel| {
        let heads = Face::MICRO.width(&panel.unit) + Face::MICRO.width(panel.column) + 10.0;
        panel.right - panel.left >= heads.max(Face::MICRO.width(&panel.foot) - 20.0)
    };
    let spread = |mut panels: Vec<Panel>| {
        let weight = |panel: &Panel| match panel.content {
            Content::Industry => 164.0,
            Content::Ours => 212.0,
            Content::Pulse | Content::Direct => 194.0,
        };
        let weights: f64 = panels.iter().map(weight).sum();
        let room = width - start - gap * (panels.len() as f64 - 1.0);
        let mut left = start;
        for panel in &mut panels {
            panel.left = left.round();
            panel.right = (left + room * weight(panel) / weights).round();
            left = panel.right + gap;
        }
        panels
    };
    let panels = spread(panels);
    if panels.len() < 3 || panels.iter().all(legible) {
        return vec![panels];
    }
    let (pulse, others) = panels.into_iter().partition(|panel| panel.content == Content::Pulse);
    vec![spread(others), spread(pulse)]
}

pub(super) fn draw_head(scene: &mut Scene, panel: &Panel, scale: Scale, top: f64, rows_end: f64) {
    let palette = scene.palette;
    scene.text((panel.left, top + 42.0), Anchor::Start, Face::STRONG, palette.text, panel.title);
    let column =
        scene.text((panel.right, top + 58.0), Anchor::End, Face::MICRO, palette.text_2, panel.column);
    let unit = Face::MICRO.fit(&panel.unit, column.left - panel.left - 6.0);
    scene.text((panel.left, top + 58.0), Anchor::Start, Face::MICRO, palette.text_2, &unit);
    for tick in [0.0, panel.top / 2.0, panel.top] {
        let x = scale.at(tick);
        scene.upright(x, top + 84.0, rows_end, 1.0, palette.hairline);
        scene.text((x, top + 78.0), Anchor::Middle, Face::MICRO, palette.text_3, &whole(tick));
    }
}

/// Draws the brackets that say what may be compared with what.
pub(super) fn draw_brackets(scene: &mut Scene, panels: &[Panel], top: f64) {
    let direct = |panel: &&Panel| matches!(panel.content, Content::Direct | Content::Pulse);
    let groups = [
        (
            "Rank only: two questions, two scales",
            panels.iter().filter(|panel| !direct(panel)).collect::<Vec<_>>(),
        ),
        (
            // Without the probabilities, no figure stands beside the pulse.
            if panels.iter().filter(direct).all(|panel| panel.column.is_empty()) {
                "No figure asks the same"
            } else {
                "Direct: one question, one scale"
            },
            panels.iter().filter(direct).collect(),
        ),
    ];
    let (words_colour, colour) = (scene.palette.text_2, scene.palette.control);
    for (words, group) in groups {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let (left, right) = (first.left, last.right);
        scene.text((left, top + 12.0), Anchor::Start, Face::MICRO, words_colour, words);
        scene.level(left, right, top + 20.5, 1.0, colour);
        scene.upright(left + 0.5, top + 20.0, top + 25.0, 1.0, colour);
        scene.upright(right - 0.5, top + 20.0, top + 25.0, 1.0, colour);
    }
}
