//! Draws the charts of the mockups in every theme and several widths into a folder, to be looked at:
//! `cargo run -p cadre-charts --example gallery -- FOLDER`.

#[path = "../tests/sample/mod.rs"]
mod sample;

use std::{error::Error, fs, path::PathBuf};

use cadre_charts::{Frame, Theme, png, render};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name a folder")?);
    fs::create_dir_all(&folder)?;
    let charts = [
        ("compare", sample::compare()),
        ("compare-without-pulse", sample::compare_without_pulse()),
        ("compare-direct", sample::compare_direct()),
        ("compare-many", sample::many_rows(14, 2)),
        ("compare-kinds", sample::many_rows(7, 1)),
        ("priorities", sample::priorities()),
        ("gap", sample::need_by_industry_gap()),
        ("gap-many", sample::gap_chart(sample::many_areas(30, 1))),
    ];
    for (name, chart) in charts {
        for width in [480.0, 580.0, 800.0, 1160.0] {
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
