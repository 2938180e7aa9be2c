//! Draws the charts of the mockups, and each of the others of one, of nine and of thirty, in every theme and several widths into a folder, to be looked at:
//! `cargo run -p cadre-charts --example gallery -- FOLDER [NAME]`, with a name only those charts that have it in theirs.

#[path = "../tests/sample/mod.rs"]
mod sample;

use std::{error::Error, fs, path::PathBuf};

use cadre_charts::{Frame, Theme, png, render};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name a folder")?);
    fs::create_dir_all(&folder)?;
    let mut charts = vec![
        ("compare".to_owned(), sample::compare()),
        ("compare-without-pulse".to_owned(), sample::compare_without_pulse()),
        ("compare-seats".to_owned(), sample::compare_seats()),
        ("compare-direct".to_owned(), sample::compare_direct()),
        ("compare-many".to_owned(), sample::many_rows(14, 2)),
        ("compare-kinds".to_owned(), sample::many_rows(7, 1)),
        ("priorities".to_owned(), sample::priorities()),
        ("gap".to_owned(), sample::need_by_industry_gap()),
        ("gap-many".to_owned(), sample::gap_chart(sample::many_areas(30, 1))),
    ];
    let counted = ["matrix", "trend", "need-parts", "risks", "freshness", "holders"];
    for count in [1, 9, 30] {
        let drawn = sample::counted::each(count, 2);
        charts.extend(counted.iter().map(|name| format!("{name}-of-{count}")).zip(drawn));
    }
    charts.push(("matrix-full".to_owned(), sample::counted::matrix(48, 20, 5, 2)));
    charts.push(("matrix-of-many".to_owned(), sample::counted::matrix(300, 9, 4, 2)));
    charts.push(("plan-timeline".to_owned(), sample::plan::timeline()));
    charts.extend([
        ("plan-fan".to_owned(), sample::plan::fan(false)),
        ("plan-fan-tracked".to_owned(), sample::plan::fan(true)),
    ]);
    charts.extend([
        ("plan-frontier".to_owned(), sample::plan::frontier(13)),
        ("plan-frontier-coming".to_owned(), sample::plan::frontier(7)),
    ]);
    for count in [1, 9, 30] {
        let names = ["plan-timeline", "plan-fan", "plan-frontier"];
        charts
            .extend(names.iter().map(|name| format!("{name}-of-{count}")).zip(sample::plan::each(count, 7)));
    }
    charts.extend(
        ["plan-fan-same", "plan-frontier-same"]
            .map(str::to_owned)
            .into_iter()
            .zip(sample::plan::all_the_same(1.0)),
    );
    let wanted = std::env::args().nth(2).unwrap_or_default();
    for (name, chart) in charts.into_iter().filter(|(name, _)| name.contains(&wanted)) {
        for width in [480.0, 800.0, 1600.0] {
            for theme in Theme::ALL {
                let selected = (theme != Theme::Print).then(|| "llm-secops".to_owned());
                let frame = Frame { selected, ..Frame::new(width, theme) };
                let stem = format!("{name}-{width}-{theme:?}").to_lowercase();
                fs::write(folder.join(format!("{stem}.svg")), render(&chart, &frame)?.svg)?;
                fs::write(folder.join(format!("{stem}.png")), png(&chart, &frame, 1.0)?)?;
            }
        }
    }
    Ok(())
}
