//! The binding to JavaScript.

use wasm_bindgen::prelude::*;

/// A decoded picture.
#[wasm_bindgen]
pub struct Decoded {
    picture: crate::Picture,
}

#[wasm_bindgen]
impl Decoded {
    /// Columns of pixels.
    #[wasm_bindgen(getter)]
    pub fn width(&self) -> u32 {
        self.picture.width
    }

    /// Rows of pixels.
    #[wasm_bindgen(getter)]
    pub fn height(&self) -> u32 {
        self.picture.height
    }

    /// Takes the pixels out: red, green and blue.
    #[wasm_bindgen(js_name = takePixels)]
    pub fn take_pixels(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.picture.rgb)
    }

    /// Takes the ICC profile out.
    #[wasm_bindgen(js_name = takeProfile)]
    pub fn take_profile(&mut self) -> Option<Vec<u8>> {
        self.picture.profile.take()
    }
}

/// Decodes a file; `undefined` where it cannot be.
#[wasm_bindgen]
pub fn decode(bytes: &[u8], most_pixels: f64) -> Option<Decoded> {
    crate::decode(bytes, most_pixels as u64).ok().map(|picture| Decoded { picture })
}
