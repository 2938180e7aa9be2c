#![allow(dead_code, missing_docs, clippy::all, clippy::pedantic, unreachable_pub)]
#[path = "../tests/support/mod.rs"]
mod support;
fn main() {
    let mut n = 0;
    let mut worst = (0.0f64, String::new());
    let start = std::time::Instant::now();
    for f in std::fs::read_dir(std::env::args().nth(1).unwrap()).unwrap().take(400) {
        let p = f.unwrap().path();
        let b = std::fs::read(&p).unwrap();
        let s = std::time::Instant::now();
        if let Ok(w) = cadre_exchange::open(&b, "any") {
            let a = s.elapsed().as_secs_f64();
            drop(cadre_exchange::read_matrix(&w, &support::known(), &support::options()));
            let c = s.elapsed().as_secs_f64();
            let t = cadre_exchange::layout::tables(&w, &support::known()).unwrap_or_default();
            let d = s.elapsed().as_secs_f64();
            for l in t {
                support::every_reader::table(&w, l);
            }
            let e = s.elapsed().as_secs_f64();
            if e > worst.0 {
                worst =
                    (e, format!("{} open {a} matrix {} tables {} read {}", p.display(), c - a, d - c, e - d));
            }
        }
        n += 1;
    }
    println!("{n} in {:?}; worst {worst:?}", start.elapsed());
}
