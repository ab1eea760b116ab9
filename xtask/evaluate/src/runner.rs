//! Runs the checker on the good photos and on the spoilt ones.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use std::{fs, panic, thread};

use anyhow::{Context as _, Result, anyhow};
use image::RgbImage;
use mynacheck::photo;
use mynacheck::photo::net::Networks;

use crate::answers::Answers;
use crate::defect::{Defect, Degree, Derived};
use crate::defects;
use crate::photos::{self, Half, Person, Photos, Trim};
use crate::points::{self, Errors};

/// What to run.
pub struct Plan {
    /// Only these rules' defects; all where empty.
    pub only: Vec<&'static str>,
    /// Whether the persons on whom limits are chosen have their photos spoilt
    /// as well; always so for single rules.
    pub both: bool,
    /// The rules whose limits rest on figures: no others are asked of persons on whom
    /// limits are chosen.
    pub by_figures: Vec<&'static str>,
    /// Every so many persons.
    pub every: usize,
    /// Where to leave the good and the spoilt photos, to be looked at.
    pub show: Option<PathBuf>,
}

impl Plan {
    fn wants(&self, defect: &Defect) -> bool {
        self.only.is_empty() || self.only.contains(&defect.rule)
    }

    /// Leaves a photo where it can be looked at, if that was asked for.
    fn leave(&self, words: &[&str], photo: &Derived) -> Result<()> {
        let Some(folder) = &self.show else { return Ok(()) };
        let name = words.join("-").replace(['/', ' '], "_");
        Ok(fs::write(folder.join(format!("{name}.jpg")), &photo.bytes)?)
    }
}

/// Everything that was found.
#[derive(Default)]
pub struct Results {
    /// Person (an index into [`Photos::persons`]), how the photo was cut, answers.
    pub good: Vec<(usize, Trim, Answers)>,
    /// One entry a defect that was asked for.
    pub spoilt: Vec<Spoilt>,
    /// The London persons smiling, cut by what the checker itself finds.
    pub smiling: Vec<(usize, Answers)>,
    /// The generated people by the file's name; pass-* are cut likewise.
    pub generated: Vec<(String, Answers)>,
    /// Where the face is found, against the truth.
    pub points: Errors,
    /// Good photos whose second report has other bytes than the first.
    pub unequal: Vec<String>,
    /// How long each check took, in no order.
    pub times: Vec<Duration>,
}

/// What was found on the photos that a defect spoilt.
pub struct Spoilt {
    pub defect: &'static Defect,
    /// Person and answers, by degree.
    pub answers: BTreeMap<Degree, Vec<(usize, Answers)>>,
}

/// What one person's photos gave.
#[derive(Default)]
struct Share {
    good: Vec<(Trim, Answers)>,
    spoilt: Vec<(usize, Degree, Answers)>,
    points: Errors,
    unequal: bool,
    times: Vec<Duration>,
}

/// Runs the plan over all cores.
pub fn run(photos: &Photos, networks: &Networks, plan: &Plan) -> Result<Results> {
    // What is harmless is printed for single rules, and is no defect to report on.
    let harmless = defects::harmless().filter(|_| !plan.only.is_empty());
    let wanted: Vec<_> =
        defects::all().chain(harmless).filter(|defect| plan.wants(defect)).collect();
    let persons: Vec<_> = (0..photos.persons.len()).filter(|at| at % plan.every == 0).collect();
    let shares = over_cores(persons.len(), |at| {
        let person = persons.get(at).copied().context("a person")?;
        of_person(photos, person, networks, &wanted, plan)
    })?;

    let mut results = Results {
        spoilt: wanted.iter().map(|defect| Spoilt { defect, answers: BTreeMap::new() }).collect(),
        ..Results::default()
    };
    for (person, share) in persons.into_iter().zip(shares) {
        results.good.extend(share.good.into_iter().map(|(trim, it)| (person, trim, it)));
        for (defect, degree, answers) in share.spoilt {
            if let Some(spoilt) = results.spoilt.get_mut(defect) {
                spoilt.answers.entry(degree).or_default().push((person, answers));
            }
        }
        for (key, values) in share.points {
            results.points.entry(key).or_default().extend(values);
        }
        if share.unequal {
            results.unequal.extend(photos.persons.get(person).map(|person| person.name.clone()));
        }
        results.times.extend(share.times);
    }
    if plan.only.is_empty() {
        others(photos, networks, plan, &mut results)?;
    }
    Ok(results)
}

/// The photos without a truth.
fn others(photos: &Photos, networks: &Networks, plan: &Plan, results: &mut Results) -> Result<()> {
    let smiling: Vec<_> = photos.smiling.iter().step_by(plan.every).collect();
    let answers = over_cores(smiling.len(), |at| {
        let (_, file) = smiling.get(at).context("a photo")?;
        answers_to(&photos::cropped(networks, &photos::load(file)?)?, networks)
    })?;
    results.smiling = smiling.iter().map(|(person, _)| *person).zip(answers).collect();
    let answers = over_cores(photos.generated.len(), |at| {
        let file = photos.generated.get(at).context("a photo")?;
        let picture = photos::load(file)?;
        let name = photos::stem(file);
        let picture =
            if name.starts_with("pass") { photos::cropped(networks, &picture)? } else { picture };
        Ok((name, answers_to(&picture, networks)?))
    })?;
    results.generated = answers;
    Ok(())
}

fn answers_to(picture: &RgbImage, networks: &Networks) -> Result<Answers> {
    let photo = Derived::from(picture.clone());
    Ok(Answers::of(&photo::check(&photo.bytes, &photo.options(), networks)))
}

/// Runs every job on some core; the outcomes are in the jobs' order.
pub fn over_cores<T: Send>(jobs: usize, job: impl Fn(usize) -> Result<T> + Sync) -> Result<Vec<T>> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new((0..jobs).map(|_| None).collect::<Vec<_>>());
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let start = Instant::now();
    thread::scope(|scope| {
        for _ in 0..cores.min(jobs) {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= jobs {
                        break;
                    }
                    let outcome = job(at);
                    let mut done = done.lock().unwrap_or_else(|poison| poison.into_inner());
                    done[at] = Some(outcome);
                    let ready = done.iter().flatten().count();
                    eprint!("\r  {ready}/{jobs} ({:.0} s) ", start.elapsed().as_secs_f64());
                }
            });
        }
    });
    eprintln!();
    let done = done.into_inner().unwrap_or_else(|poison| poison.into_inner());
    done.into_iter().map(|outcome| outcome.context("a job was not run")?).collect()
}

fn of_person(
    photos: &Photos,
    index: usize,
    networks: &Networks,
    wanted: &[&'static Defect],
    plan: &Plan,
) -> Result<Share> {
    let person = photos.persons.get(index).context("a person")?;
    let mut share = Share::default();
    let source = person.load()?;
    let trims = person.trims();
    for &trim in &trims {
        let (picture, ..) = person.trimmed(&source, trim);
        let photo = Derived::from(picture);
        plan.leave(&[&person.name, "good", trim.name()], &photo)?;
        let answers = share.check(&photo, networks);
        share.good.push((trim, answers));
        if plan.only.is_empty() {
            let report =
                || serde_json::to_string(&photo::check(&photo.bytes, &photo.options(), networks));
            share.unequal |= report()? != report()?;
        }
    }
    share.points = points::errors(networks, person, &source)?;
    let Some(&trim) = trims.first() else { return Ok(share) };
    if person.half == Half::Chosen && plan.only.is_empty() && !plan.both {
        return Ok(share);
    }
    let mut subject = person.subject(networks, trim, index as u32)?;
    if wanted.iter().any(|it| ["photo/one-face", "photo/plain-background"].contains(&it.rule)) {
        subject.guest = guest(photos, person, index)
            .map(|(guest, trim)| anyhow::Ok(Arc::new(guest.subject(networks, trim, 0)?.cutout())))
            .transpose()?;
    }
    for (at, defect) in wanted.iter().enumerate() {
        let chooses = person.half == Half::Chosen && plan.only.is_empty();
        if chooses && !plan.by_figures.contains(&defect.rule) {
            continue;
        }
        for degree in Degree::ALL {
            let derived =
                panic::catch_unwind(panic::AssertUnwindSafe(|| (defect.apply)(&subject, degree)))
                    .map_err(|_| anyhow!("{} {}: {}", defect.rule, defect.name, person.name))?;
            if let Some(derived) = derived {
                let words = [&person.name, defect.rule, defect.name, degree.name()];
                plan.leave(&words, &derived)?;
                let answers = share.check(&derived, networks);
                share.spoilt.push((at, degree, answers));
            }
        }
    }
    Ok(share)
}

impl Share {
    fn check(&mut self, photo: &Derived, networks: &Networks) -> Answers {
        let start = Instant::now();
        let report = photo::check(&photo.bytes, &photo.options(), networks);
        self.times.push(start.elapsed());
        Answers::of(&report)
    }
}

/// Somebody else of the same set and half.
fn guest<'a>(photos: &'a Photos, person: &Person, index: usize) -> Option<(&'a Person, Trim)> {
    let persons = photos.persons.iter();
    persons
        .cycle()
        .skip(index + 1)
        .take(photos.persons.len() - 1)
        .filter(|other| other.set == person.set && other.half == person.half)
        .find_map(|other| other.trims().first().map(|&trim| (other, trim)))
}
