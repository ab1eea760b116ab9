//! The two error rates over the threshold, as a small SVG.

use std::fmt::Write as _;

/// A line: its name, its colour's class and the rate (0 to 1) at a threshold.
pub struct Line<'a> {
    pub name: &'a str,
    pub class: &'static str,
    pub rate: &'a dyn Fn(f64) -> f64,
}

/// What to draw.
pub struct Plot<'a> {
    pub title: &'a str,
    /// What the horizontal axis is.
    pub axis: &'a str,
    /// Its ends.
    pub range: (f64, f64),
    /// The chosen threshold.
    pub limit: f64,
    pub lines: &'a [Line<'a>],
}

const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 240.0;
const LEFT: f64 = 44.0;
const RIGHT: f64 = 12.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 40.0;
/// How many thresholds the lines are drawn at.
const STEPS: u32 = 160;

const STYLE: &str = "text{font:11px sans-serif;fill:#333}.t{font-weight:bold}\
line,path{fill:none;stroke-width:1.6}.f{stroke:#999;stroke-width:.6}\
.l{stroke:#555;stroke-dasharray:4 3}.g{stroke:#0b6e4f}.m{stroke:#c77700}.s{stroke:#b3123c}\
.b{fill:#fff}@media(prefers-color-scheme:dark){text{fill:#ddd}.b{fill:#15181c}\
.l{stroke:#bbb}.f{stroke:#666}.g{stroke:#4fd1a1}.m{stroke:#ffb347}.s{stroke:#ff6b8b}}";

impl Plot<'_> {
    /// The picture's text.
    pub fn svg(&self) -> String {
        let (low, high) = self.range;
        let x = |value: f64| LEFT + (value - low) / (high - low) * (WIDTH - LEFT - RIGHT);
        let y = |rate: f64| HEIGHT - BOTTOM - rate * (HEIGHT - TOP - BOTTOM);
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
             width=\"{WIDTH}\" height=\"{HEIGHT}\" role=\"img\"><title>{}</title>\
             <style>{STYLE}</style><rect class=\"b\" width=\"100%\" height=\"100%\"/>\n",
            escaped(self.title)
        );
        let text = |x: f64, y: f64, class: &str, words: &str| {
            let words = escaped(words);
            format!("<text x=\"{x:.0}\" y=\"{y:.0}\" {class}>{words}</text>\n")
        };
        out += &text(LEFT, 15.0, "class=\"t\"", self.title);
        for percent in [0, 25, 50, 75, 100] {
            let at = y(f64::from(percent) / 100.0);
            let _ = writeln!(
                out,
                "<line class=\"f\" x1=\"{LEFT}\" x2=\"{}\" y1=\"{at:.1}\" y2=\"{at:.1}\"/>",
                WIDTH - RIGHT
            );
            out += &text(LEFT - 4.0, at + 4.0, "text-anchor=\"end\"", &format!("{percent} %"));
        }
        for part in 0..=4 {
            let value = low + (high - low) * f64::from(part) / 4.0;
            let place = if part == 4 { "end" } else { "middle" };
            let place = format!("text-anchor=\"{place}\"");
            out += &text(x(value), HEIGHT - BOTTOM + 14.0, &place, &short(value));
        }
        out += &text(LEFT, HEIGHT - 8.0, "", self.axis);
        let at = x(self.limit);
        let _ = writeln!(
            out,
            "<line class=\"l\" x1=\"{at:.1}\" x2=\"{at:.1}\" y1=\"{TOP}\" y2=\"{}\"/>",
            HEIGHT - BOTTOM
        );
        for (index, line) in self.lines.iter().enumerate() {
            let from = LEFT + index as f64 * 142.0;
            let class = line.class;
            let _ = writeln!(
                out,
                "<line class=\"{class}\" x1=\"{from}\" x2=\"{}\" y1=\"27\" y2=\"27\"/>",
                from + 16.0
            );
            out += &text(from + 20.0, 31.0, "", line.name);
            let mut path = String::new();
            let mut last = f64::NAN;
            for step in 0..=STEPS {
                let value = low + (high - low) * f64::from(step) / f64::from(STEPS);
                let rate = (line.rate)(value);
                // Steps: level until the rate changes.
                if step == 0 {
                    let _ = write!(path, "M{:.1} {:.1}", x(value), y(rate));
                } else if rate.total_cmp(&last).is_ne() {
                    let _ = write!(path, "H{:.1}V{:.1}", x(value), y(rate));
                }
                last = rate;
            }
            let _ = writeln!(out, "<path class=\"{class}\" d=\"{path}H{:.1}\"/>", x(high));
        }
        out + "</svg>\n"
    }
}

/// A number in as few digits as tell it from its neighbours.
pub fn short(value: f64) -> String {
    let digits = match value.abs() {
        ..1.0 => 3,
        ..10.0 => 2,
        ..100.0 => 1,
        _ => 0,
    };
    let text = format!("{value:.digits$}");
    let text =
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// For the text of HTML and SVG.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plot_is_small_and_well_formed() {
        let rate = |value: f64| if value < 0.5 { 1.0 } else { 0.0 };
        let lines = [Line { name: "good < rejected", class: "g", rate: &rate }];
        let plot = Plot { title: "t", axis: "ratio", range: (0.0, 1.0), limit: 0.4, lines: &lines };
        let svg = plot.svg();
        assert!(svg.len() < 4000, "{}", svg.len());
        assert!(svg.contains("good &lt; rejected") && svg.ends_with("</svg>\n"));
        assert!(svg.contains("M44.0 40.0H256.0V200.0H468.0"), "{svg}");
        assert_eq!(svg, plot.svg());
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!([short(0.25), short(-0.0001), short(12.0)], ["0.25", "0", "12"]);
        assert_eq!([short(7_340_032.0), short(1.0)], ["7340032", "1"]);
    }
}
