//! `cargo xtask evaluate`: how often the photo rules are right.

mod canvas;
mod defect;
mod defects;

fn main() {
    for defect in defects::all() {
        println!("{} {} {}", defect.rule, defect.name, defect.degrees);
    }
}
