//! The binding to JavaScript, and the only file that names `wasm_bindgen`,
//! `web_sys` and `js_sys`.
//!
//! What stands here is raw; `www/mynacheck.js` is the interface that callers
//! see. Bytes and plain objects come in, plain objects go out. A finding is
//! never an exception: what is thrown is misuse (an option that does not exist,
//! a date that is none), as an `Error` with a `code`.
//!
//! Nothing here waits: who calls has read the file before. A trap inside a
//! promise of the module's own would reach no caller, who would wait for ever.

use std::cell::OnceCell;

use image::{GrayImage, RgbImage};
use jiff::civil::Date;
use js_sys::{Object, Reflect, Uint8Array, Uint8ClampedArray};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use web_sys::ImageData;

use crate::guide::{self, ExpressReason, Occasion, Resident, Situation};
use crate::photo::Source;
use crate::photo::frame::Nudge;
use crate::photo::net::{ModelFiles, Networks};
use crate::photo::pixels::{MAX_PIXELS, in_srgb};
use crate::photo::profile::Profile;
use crate::photo::sheet::{self, Paper, Sheet};
use crate::{calendar, form, photo, qr, rule};

thread_local! {
    static NETWORKS: OnceCell<Networks> = const { OnceCell::new() };
}

/// Runs once, when the module is instantiated.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// Makes the networks from the three model files. Later calls change nothing.
///
/// # Errors
///
/// `model-damaged` when a file is not the network it should be.
#[wasm_bindgen(js_name = loadNetworks)]
pub fn load_networks(detection: &[u8], mesh: &[u8], mask: &[u8]) -> Result<(), JsValue> {
    NETWORKS.with(|cell| {
        if cell.get().is_some() {
            return Ok(());
        }
        let networks = Networks::load(&ModelFiles { detection, mesh, mask })
            .map_err(|error| misuse("model-damaged", &error.to_string()))?;
        // The cell is empty, as just seen, and nothing ran in between.
        let _ = cell.set(networks);
        Ok(())
    })
}

/// Checks the bytes of a photo. `name` is that of its file, for a report whose
/// options give none. `decoded` is its picture where the module does not open such
/// files itself, an object of `width`, `height`, `data` (RGB or RGBA) and
/// `profile`, an ICC profile or nothing; else nothing.
///
/// # Errors
///
/// For a wrong option, or before [`load_networks`].
#[wasm_bindgen(js_name = checkPhoto)]
pub fn check_photo(
    bytes: &[u8],
    name: Option<String>,
    options: JsValue,
    decoded: JsValue,
) -> Result<JsValue, JsValue> {
    let mut options = photo_options(&options)?;
    options.file = options.file.or(name);
    let source = Source { bytes, decoded: decoded_of(&decoded)? };
    with_networks(|networks| plain(&photo::check(source, &options, networks)))
}

/// Puts a photo right, as far as turning, cropping, scaling and encoding can:
/// an object of `jpeg`, the mended file or `null`, and the `report` on it, or on
/// the photo as it was given, whose `fix` says why it could not be mended. `nudge`
/// holds what is moved by hand: `crown`, `chin`, `size`, `above` and `aside` in
/// millimetres, `turn` in degrees, each at most ten. `decoded` as for
/// [`check_photo`].
///
/// # Errors
///
/// As for [`check_photo`].
#[wasm_bindgen(js_name = fixPhoto)]
pub fn fix_photo(
    bytes: &[u8],
    options: JsValue,
    nudge: JsValue,
    decoded: JsValue,
) -> Result<JsValue, JsValue> {
    let options = photo_options(&options)?;
    let nudge = nudge_of(&nudge)?;
    let source = Source { bytes, decoded: decoded_of(&decoded)? };
    with_networks(|networks| {
        let (jpeg, report) = photo::frame::fix_and_check(source, &options, &nudge, networks);
        let jpeg = jpeg.map_or(JsValue::NULL, |jpeg| Uint8Array::from(&*jpeg).into());
        let fixed = Object::new();
        Reflect::set(&fixed, &"jpeg".into(), &jpeg)?;
        Reflect::set(&fixed, &"report".into(), &plain(&report)?)?;
        Ok(fixed.into())
    })
}

/// Lays a photo out on paper at its exact size. `sheet` holds the `paper`, such as
/// `a4`, and the `strip` for the backs, an `ImageData` of the applicant's name
/// and date of birth, or a picture file's bytes. Answers with an object of `pdf`, `jpeg`, the paper's `width`
/// and `height` in millimetres as it lies, and how many `photos` and `strips` are
/// on it; or of `refused`, the reason why there is no sheet, and the rest `null`.
///
/// # Errors
///
/// For another type of strip, or a wrong option.
#[wasm_bindgen(js_name = printSheet)]
pub fn print_sheet(bytes: &[u8], options: JsValue, sheet: JsValue) -> Result<JsValue, JsValue> {
    let options = photo_options(&options)?;
    let (paper, strip) = sheet_options(&sheet)?;
    let answer = Object::new();
    let set = |name: &str, value: JsValue| Reflect::set(&answer, &name.into(), &value);
    let written = Sheet::new(bytes, options.profile, paper, strip)
        .and_then(|sheet| Ok((sheet.pdf()?, sheet.jpeg()?, sheet.layout)));
    match written {
        Ok((pdf, jpeg, layout)) => {
            set("refused", JsValue::NULL)?;
            set("pdf", Uint8Array::from(&*pdf).into())?;
            set("jpeg", Uint8Array::from(&*jpeg).into())?;
            set("width", layout.width.into())?;
            set("height", layout.height.into())?;
            set("photos", (layout.photos.len() as f64).into())?;
            set("strips", (layout.strips.len() as f64).into())?;
        }
        Err(error) => {
            set("refused", error.reason().into())?;
            for name in ["pdf", "jpeg", "width", "height", "photos", "strips"] {
                set(name, JsValue::NULL)?;
            }
        }
    }
    Ok(answer.into())
}

/// Reads the QR code on a photo of the application form. Answers with an object
/// of `outcome`, `applicationId` (its 23 digits, or `null`) and `texts`, what the
/// codes say where none of them holds an id. Nothing of it is kept. `decoded` as
/// for [`check_photo`].
///
/// # Errors
///
/// For a decoded picture of another shape.
#[wasm_bindgen(js_name = readApplicationQr)]
pub fn read_application_qr(bytes: &[u8], decoded: JsValue) -> Result<JsValue, JsValue> {
    let reading = qr::read(Source { bytes, decoded: decoded_of(&decoded)? });
    let (id, texts) = match &reading {
        qr::Reading::Found(id) => (id.into(), &[][..]),
        qr::Reading::NoId(texts) => (JsValue::NULL, &**texts),
        _ => (JsValue::NULL, &[][..]),
    };
    let answer = Object::new();
    Reflect::set(&answer, &"outcome".into(), &reading.outcome().into())?;
    Reflect::set(&answer, &"applicationId".into(), &id)?;
    Reflect::set(&answer, &"texts".into(), &plain(&texts)?)?;
    Ok(answer.into())
}

/// Checks one frame of a camera: an `ImageData`, or an object shaped like one.
///
/// # Errors
///
/// For another type of frame, a wrong option, or before [`load_networks`].
#[wasm_bindgen(js_name = checkFrame)]
pub fn check_frame(frame: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
    let options = photo_options(&options)?;
    let frame = frame_of(&frame)?;
    with_networks(|networks| {
        let report =
            photo::check_frame(&frame.data(), frame.width(), frame.height(), &options, networks)
                .map_err(|error| misuse("frame-type", &error.to_string()))?;
        plain(&report)
    })
}

/// Checks the fields of an application. Any JSON shape of fields gets findings.
///
/// # Errors
///
/// For fields that are no object, or a wrong option.
#[wasm_bindgen(js_name = checkForm)]
pub fn check_form(fields: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
    let options = form_options(&options)?;
    let fields: form::Fields = serde_wasm_bindgen::from_value(fields)
        .map_err(|error| misuse("fields-type", &error.to_string()))?;
    plain(&form::check(&fields, &options))
}

/// The report on an application that could not be read, for one of the codes of a
/// [`form::FormError`].
///
/// # Errors
///
/// For another code, or a wrong option.
#[wasm_bindgen(js_name = unreadableForm)]
pub fn unreadable_form(code: &str, options: JsValue) -> Result<JsValue, JsValue> {
    let options = form_options(&options)?;
    let error = form::FormError::ALL.into_iter().find(|error| error.code() == code);
    let error = error.ok_or_else(|| misuse("option-value", "there is no such code"))?;
    plain(&form::unreadable(error, &options))
}

/// How a form's field is read, to be shown back to the person who typed it, or
/// `undefined`. This is for the page: no report holds it.
///
/// # Errors
///
/// For a value that no JSON could hold, such as a function.
#[wasm_bindgen(js_name = readField)]
pub fn read_field(key: &str, value: JsValue) -> Result<Option<String>, JsValue> {
    let value: form::Value = serde_wasm_bindgen::from_value(value)
        .map_err(|error| misuse("fields-type", &error.to_string()))?;
    Ok(form::read(key, &value))
}

/// The ways to apply, each with the fields it asks for.
///
/// # Errors
///
/// None in practice: the list is made of constants.
#[wasm_bindgen(js_name = formRoutes)]
pub fn form_routes() -> Result<JsValue, JsValue> {
    plain(&form::routes())
}

/// What comes next for a person: an object of a [`guide::Guide`]. The situation
/// is an object of what is known: `route`, `born`, `appliedOn`, `issuedOn`,
/// `today`, `resident`, `residenceExpiry`, `adultWard`, `occasion`,
/// `expressReason`, `expressEventOn`, `movedOn`, `plannedMoveOutOn`,
/// `moveNotifiedOn` and `specialCase`.
///
/// # Errors
///
/// For a wrong option.
#[wasm_bindgen(js_name = guide)]
pub fn guide_of(situation: JsValue) -> Result<JsValue, JsValue> {
    plain(&guide::guide(&situation_of(&situation)?))
}

/// Until when a card and its certificates hold; takes what [`guide_of`] takes.
///
/// # Errors
///
/// For a wrong option.
#[wasm_bindgen(js_name = cardValidity)]
pub fn card_validity(situation: JsValue) -> Result<JsValue, JsValue> {
    plain(&guide::validity::card_validity(&situation_of(&situation)?))
}

/// Every rule: id, severity and source.
///
/// # Errors
///
/// None that a caller could cause.
#[wasm_bindgen]
pub fn rules() -> Result<JsValue, JsValue> {
    plain(&rule::rules())
}

/// The picture that something else decoded.
fn decoded_of(given: &JsValue) -> Result<Option<RgbImage>, JsValue> {
    if given.is_null() || given.is_undefined() {
        return Ok(None);
    }
    let wrong = || misuse("frame-type", "a decoded picture has width, height and data");
    let get = |name: &str| Reflect::get(given, &name.into());
    let side = |name: &str| {
        let side = get(name)?.as_f64().filter(|side| *side >= 1.0 && *side <= 65_535.0);
        side.ok_or_else(wrong)
    };
    let (width, height) = (side("width")?, side("height")?);
    let pixels = (width * height) as u64;
    if pixels > MAX_PIXELS {
        return Err(misuse("photo-too-large", "the picture has over 50 megapixels"));
    }
    let data = get("data")?;
    if !data.is_instance_of::<Uint8Array>() && !data.is_instance_of::<Uint8ClampedArray>() {
        return Err(wrong());
    }
    let mut data = Uint8Array::new(&data).to_vec();
    if data.len() as u64 == pixels * 4 {
        let mut rgb = Vec::with_capacity(data.len() / 4 * 3);
        for &[r, g, b, _] in data.as_chunks::<4>().0 {
            rgb.extend([r, g, b]);
        }
        data = rgb;
    }
    let image = RgbImage::from_raw(width as u32, height as u32, data).ok_or_else(wrong)?;
    let profile = get("profile")?.dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec());
    Ok(Some(in_srgb(image, profile.as_deref())))
}

fn frame_of(frame: &JsValue) -> Result<&ImageData, JsValue> {
    let has = |name: &str| Reflect::get(frame, &name.into()).ok();
    let whole = frame.is_object()
        && has("data").is_some_and(|data| data.is_instance_of::<Uint8ClampedArray>())
        && ["width", "height"].iter().all(|name| {
            has(name).and_then(|side| side.as_f64()).is_some_and(|side| {
                side >= 1.0 && side <= f64::from(u16::MAX) && side.fract() == 0.0
            })
        });
    if whole {
        return Ok(frame.unchecked_ref());
    }
    Err(misuse("frame-type", "a frame is an ImageData: data, width and height"))
}

fn sheet_options(given: &JsValue) -> Result<(Paper, Option<GrayImage>), JsValue> {
    let [mut paper, ..] = Paper::ALL;
    let mut strip = None;
    for (name, value) in entries(given)? {
        match name.as_str() {
            "paper" => {
                paper = value
                    .as_string()
                    .and_then(|name| Paper::named(&name))
                    .ok_or_else(|| misuse("unknown-paper", "there is no paper of that name"))?;
            }
            "strip" if value.is_instance_of::<Uint8Array>() => {
                let bytes = Uint8Array::new(&value).to_vec();
                let picture = sheet::strip(&bytes);
                strip = Some(picture.map_err(|error| misuse("strip-unreadable", error.reason()))?);
            }
            "strip" => strip = Some(grey_of(frame_of(&value)?)?),
            _ => return Err(unknown_option(&name)),
        }
    }
    Ok((paper, strip))
}

/// A canvas's pixels in grey on white.
fn grey_of(frame: &ImageData) -> Result<GrayImage, JsValue> {
    let wrong = || misuse("frame-type", "a frame is width × height × 4 bytes (RGBA)");
    let (width, height) = (frame.width(), frame.height());
    let data = frame.data();
    if data.len() as u64 != u64::from(width) * u64::from(height) * 4 {
        return Err(wrong());
    }
    let (pixels, _) = data.as_chunks::<4>();
    let grey = pixels.iter().map(|&pixel| {
        let [r, g, b, a] = pixel.map(u32::from);
        // Rec. 601 luma, as for any picture of text.
        let luma = (299 * r + 587 * g + 114 * b) / 1000;
        ((luma * a + 255 * (255 - a) + 127) / 255) as u8
    });
    GrayImage::from_raw(width, height, grey.collect()).ok_or_else(wrong)
}

fn with_networks(
    run: impl FnOnce(&Networks) -> Result<JsValue, JsValue>,
) -> Result<JsValue, JsValue> {
    NETWORKS.with(|cell| match cell.get() {
        Some(networks) => run(networks),
        None => Err(misuse("models-not-loaded", "the networks have not been loaded")),
    })
}

fn photo_options(given: &JsValue) -> Result<photo::Options, JsValue> {
    let mut options = photo::Options { applied_on: Some(today()?), ..photo::Options::default() };
    for (name, value) in entries(given)? {
        match name.as_str() {
            "profile" => options.profile = profile(&value)?,
            "appliedOn" => options.applied_on = Some(date(&name, &value)?),
            "born" => options.born = Some(date(&name, &value)?),
            "specialCase" => {
                options.special_case = value
                    .as_bool()
                    .ok_or_else(|| misuse("option-value", "specialCase is true or false"))?;
            }
            "file" => options.file = Some(file(&value)?),
            _ => return Err(unknown_option(&name)),
        }
    }
    Ok(options)
}

fn nudge_of(given: &JsValue) -> Result<Nudge, JsValue> {
    let mut nudge = Nudge::default();
    for (name, value) in entries(given)? {
        let part = match name.as_str() {
            "crown" => &mut nudge.crown,
            "chin" => &mut nudge.chin,
            "size" => &mut nudge.size,
            "above" => &mut nudge.above,
            "aside" => &mut nudge.aside,
            "turn" => &mut nudge.turn,
            _ => return Err(unknown_option(&name)),
        };
        let range = -Nudge::MOST..=Nudge::MOST;
        *part = value
            .as_f64()
            .filter(|value| range.contains(value))
            .ok_or_else(|| misuse("option-value", &format!("{name} is a number from −10 to 10")))?;
    }
    Ok(nudge)
}

fn form_options(given: &JsValue) -> Result<form::Options, JsValue> {
    let mut options = form::Options::new(today()?);
    for (name, value) in entries(given)? {
        match name.as_str() {
            "appliedOn" => options.applied_on = date(&name, &value)?,
            "route" => options.route = Some(route(&value)?),
            "file" => options.file = Some(file(&value)?),
            _ => return Err(unknown_option(&name)),
        }
    }
    Ok(options)
}

fn situation_of(given: &JsValue) -> Result<Situation, JsValue> {
    let mut situation = Situation::new(today()?);
    let key = |name: &str, value: &JsValue| {
        value.as_string().ok_or_else(|| misuse("option-value", &format!("{name} is a word")))
    };
    let tick = |name: &str, value: &JsValue| {
        let value = value.as_bool();
        value.ok_or_else(|| misuse("option-value", &format!("{name} is true or false")))
    };
    let unknown = |name: &str| misuse("option-value", &format!("there is no such value of {name}"));
    for (name, value) in entries(given)? {
        match name.as_str() {
            "today" => situation.today = date(&name, &value)?,
            "route" => situation.route = Some(route(&value)?),
            "born" => situation.born = Some(date(&name, &value)?),
            "appliedOn" => situation.applied_on = date(&name, &value)?,
            "issuedOn" => situation.issued_on = Some(date(&name, &value)?),
            "residenceExpiry" => situation.residence_expiry = Some(date(&name, &value)?),
            "expressEventOn" => situation.express_event_on = Some(date(&name, &value)?),
            "movedOn" => situation.moved_on = Some(date(&name, &value)?),
            "plannedMoveOutOn" => situation.planned_move_out_on = Some(date(&name, &value)?),
            "moveNotifiedOn" => situation.move_notified_on = Some(date(&name, &value)?),
            "adultWard" => situation.adult_ward = tick(&name, &value)?,
            "specialCase" => situation.special_case = tick(&name, &value)?,
            "resident" => {
                situation.resident =
                    Resident::of_key(&key(&name, &value)?).ok_or_else(|| unknown(&name))?;
            }
            "occasion" => {
                situation.occasion =
                    Occasion::of_key(&key(&name, &value)?).ok_or_else(|| unknown(&name))?;
            }
            "expressReason" => {
                let reason = ExpressReason::of_key(&key(&name, &value)?);
                situation.express_reason = Some(reason.ok_or_else(|| unknown(&name))?);
            }
            _ => return Err(unknown_option(&name)),
        }
    }
    Ok(situation)
}

fn route(value: &JsValue) -> Result<form::Route, JsValue> {
    value
        .as_string()
        .and_then(|text| form::Route::of_key(&text))
        .ok_or_else(|| misuse("unknown-route", "there is no route of that name"))
}

fn file(value: &JsValue) -> Result<String, JsValue> {
    value.as_string().ok_or_else(|| misuse("option-value", "file is a name"))
}

fn profile(value: &JsValue) -> Result<&'static Profile, JsValue> {
    value
        .as_string()
        .and_then(|name| Profile::named(&name))
        .ok_or_else(|| misuse("unknown-profile", "there is no profile of that name"))
}

/// The options that were given; absent, `null` and `undefined` are the default.
fn entries(options: &JsValue) -> Result<Vec<(String, JsValue)>, JsValue> {
    if options.is_null() || options.is_undefined() {
        return Ok(Vec::new());
    }
    let Some(object) = options.dyn_ref::<Object>() else {
        return Err(misuse("option-value", "the options are an object"));
    };
    let mut found = Vec::new();
    for name in Object::keys(object).iter().filter_map(|name| name.as_string()) {
        let value = Reflect::get(object, &JsValue::from_str(&name))?;
        if !value.is_undefined() && !value.is_null() {
            found.push((name, value));
        }
    }
    Ok(found)
}

fn date(name: &str, value: &JsValue) -> Result<Date, JsValue> {
    value
        .as_string()
        .and_then(|text| calendar::day(&text))
        .ok_or_else(|| misuse("bad-date", &format!("{name} is a date, YYYY-MM-DD")))
}

/// The date on the caller's own calendar. The core has no clock.
fn today() -> Result<Date, JsValue> {
    let now = js_sys::Date::new_0();
    let part = |number: u32| i8::try_from(number).unwrap_or(1);
    i16::try_from(now.get_full_year())
        .ok()
        .and_then(|year| Date::new(year, part(now.get_month() + 1), part(now.get_date())).ok())
        .ok_or_else(|| misuse("bad-date", "the device's clock shows no date; give appliedOn"))
}

fn plain(value: &impl Serialize) -> Result<JsValue, JsValue> {
    value
        .serialize(&Serializer::json_compatible())
        .map_err(|error| misuse("internal", &error.to_string()))
}

fn unknown_option(name: &str) -> JsValue {
    misuse("unknown-option", &format!("there is no option {name:?}"))
}

fn misuse(code: &str, message: &str) -> JsValue {
    let error = js_sys::Error::new(message);
    // An error without its code is still an error.
    let _ = Reflect::set(&error, &"code".into(), &code.into());
    error.into()
}
