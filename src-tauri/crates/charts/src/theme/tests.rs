//! The palette: the tokens of the screen, and colours that can be told apart, by everybody.

use super::*;

/// The screen's tokens: charts and screen must not drift apart.
const TOKENS_CSS: &str = include_str!("../../../../../ui/src/lib/styles/tokens.css");

/// The value of a token in the block that begins with `selector`.
fn token<'a>(css: &'a str, selector: &str, name: &str) -> &'a str {
    let block = css.split_once(selector).unwrap().1.split_once('}').unwrap().0;
    let value = block.split_once(&format!("--{name}:")).unwrap().1;
    value.split_once(';').unwrap().0.trim()
}

#[test]
fn screen_colours_are_those_of_the_tokens() {
    let css = TOKENS_CSS;
    for (palette, selector) in [(LIGHT, "[data-theme=\"light\"] {"), (DARK, "\n[data-theme=\"dark\"] {")] {
        for (name, RGBColor(r, g, b)) in palette.tokens() {
            assert_eq!(format!("#{r:02x}{g:02x}{b:02x}"), token(css, selector, name), "{selector} {name}");
        }
    }
}

/// "rgb(0 0 0 / 0.15)" as it looks upon a ground, each channel mixed by itself.
fn laid_upon(ground: RGBColor, translucent: &str) -> [f64; 3] {
    let inside = translucent.trim_start_matches("rgb(").trim_end_matches(')');
    let (colour, opacity) = inside.split_once(" / ").unwrap();
    let opacity: f64 = opacity.parse().unwrap();
    let over: Vec<f64> = colour.split(' ').map(|channel| channel.parse().unwrap()).collect();
    let under = [ground.0, ground.1, ground.2].map(f64::from);
    [0, 1, 2].map(|channel| under[channel] * (1.0 - opacity) + over[channel] * opacity)
}

#[test]
fn hatches_and_edges_are_those_of_the_tokens_upon_their_levels() {
    let css = TOKENS_CSS;
    for (palette, selector) in [(LIGHT, "[data-theme=\"light\"] {"), (DARK, "\n[data-theme=\"dark\"] {")] {
        for level in 0..5 {
            for (name, RGBColor(r, g, b)) in [("hatch", palette.hatch[level]), ("edge", palette.edge[level])]
            {
                let wanted =
                    laid_upon(palette.level[level], token(css, selector, &format!("{name}-{level}")));
                for (channel, wanted) in [r, g, b].into_iter().zip(wanted) {
                    assert!((f64::from(channel) - wanted).abs() <= 0.5, "{selector} {name}-{level}");
                }
            }
        }
    }
}

/// Relative luminance, WCAG 2.2.
fn luminance(RGBColor(r, g, b): RGBColor) -> f64 {
    let linear = |channel: u8| {
        let channel = f64::from(channel) / 255.0;
        if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

fn contrast(one: RGBColor, other: RGBColor) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Paper may be grey: there the parts of a stack differ by how dark they are alone.
#[test]
fn parts_of_a_stack_can_be_told_apart_in_grey_on_paper() {
    for (dark, light) in [(PRINT.cat_1, PRINT.cat_2), (PRINT.cat_2, PRINT.cat_3)] {
        assert!(
            contrast(dark, light) >= 1.6,
            "{dark:?} and {light:?} are {:.2} apart",
            contrast(dark, light)
        );
    }
}

#[test]
fn text_and_marks_stand_out_from_what_they_lie_on() {
    for theme in Theme::ALL {
        let p = theme.palette();
        for ground in [p.bg, p.bg_chrome, p.bg_sunken, p.bg_selected] {
            for ink in [p.text, p.text_2, p.text_3] {
                assert!(contrast(ink, ground) >= 4.5, "{theme:?}: text {ink:?} on {ground:?}");
            }
            for mark in [p.text, p.ours, p.industry, p.accent] {
                assert!(contrast(mark, ground) >= 3.0, "{theme:?}: mark {mark:?} on {ground:?}");
            }
        }
        // The words in the hiring part, and the edges of the training part.
        assert!(contrast(p.bg, p.text) >= 4.5);
        assert!(contrast(p.text_2, p.bg_sunken) >= 3.0);
        assert!(contrast(p.control, p.bg) >= 3.0);
        // Digits in cells and on their hatches; the edges of what is claimed.
        for level in 0..5 {
            for ground in [p.level[level], p.hatch[level]] {
                assert!(contrast(p.on_level[level], ground) >= 4.5, "{theme:?}: digit {level}");
            }
            assert!(contrast(p.edge[level], p.level[level]) >= 3.0, "{theme:?}: edge {level}");
        }
        for ground in [p.bg, p.bg_selected] {
            for mark in [p.cat_1, p.cat_2, p.cat_3, p.text_2] {
                assert!(contrast(mark, ground) >= 3.0, "{theme:?}: part {mark:?} on {ground:?}");
            }
            assert!(contrast(p.warn, ground) >= 4.5, "{theme:?}: warning");
        }
        // Counts in the parts of the freshness bars.
        for (ink, ground) in [(p.bg, p.ours), (p.text, p.band_1), (p.text, p.bg_sunken)] {
            assert!(contrast(ink, ground) >= 4.5, "{theme:?}: {ink:?} on {ground:?}");
        }
    }
}

/// What a deuteranope sees of a colour, in linear RGB: Machado, Oliveira and Fernandes 2009, "A physiologically-based model
/// for simulation of color vision deficiency", table 1, deuteranomaly of severity 1.
fn deuteranopia(RGBColor(r, g, b): RGBColor) -> [f64; 3] {
    const SEEN: [[f64; 3]; 3] = [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ];
    let linear = [r, g, b].map(|channel| {
        let channel = f64::from(channel) / 255.0;
        if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    });
    SEEN.map(|row| row.iter().zip(linear).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0))
}

/// CIE 1976 L*a*b* of linear sRGB, white D65.
fn lab([r, g, b]: [f64; 3]) -> [f64; 3] {
    let curve = |t: f64| if t > 216.0 / 24389.0 { t.cbrt() } else { (24389.0 / 27.0 * t + 16.0) / 116.0 };
    let x = curve((0.412_456_4 * r + 0.357_576_1 * g + 0.180_437_5 * b) / 0.950_47);
    let y = curve(0.212_672_9 * r + 0.715_152_2 * g + 0.072_175_0 * b);
    let z = curve((0.019_333_9 * r + 0.119_192_0 * g + 0.950_304_1 * b) / 1.088_83);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// ΔE*ab (CIE 1976) of two colours as a deuteranope sees them. About 2.3 is just noticed.
fn seen_apart(one: RGBColor, other: RGBColor) -> f64 {
    let (one, other) = (lab(deuteranopia(one)), lab(deuteranopia(other)));
    one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

/// The distances were worked out apart, in Python, from the same paper: cat-1 and cat-2 of the light theme are 108.4.
#[test]
fn colours_that_mean_different_things_differ_under_deuteranopia() {
    assert!((seen_apart(LIGHT.cat_1, LIGHT.cat_2) - 108.4).abs() < 0.1);
    for theme in Theme::ALL {
        let p = theme.palette();
        let check = |one: RGBColor, other: RGBColor, least: f64| {
            let distance = seen_apart(one, other);
            assert!(distance >= least, "{theme:?}: {one:?} and {other:?} are {distance:.1} apart");
        };
        // Parts of a stack and marks of one plot: nothing but the colour tells them apart at a glance.
        for (one, other) in [
            (p.cat_1, p.cat_2),
            (p.cat_1, p.cat_3),
            (p.cat_2, p.cat_3),
            (p.ours, p.text),
            (p.ours, p.industry),
            (p.industry, p.text),
            (p.ours, p.band_1),
        ] {
            check(one, other, 25.0);
        }
        // Levels carry their digit, and parts that are told apart by hatch or edge too.
        for (level, one) in p.level.iter().enumerate() {
            for other in &p.level[level + 1..] {
                check(*one, *other, 14.0);
            }
        }
        check(p.band_1, p.bg_sunken, 10.0);
        check(p.band_1, p.bg, 10.0);
    }
}
