// @ts-check
/**
 * Photos that the core does not open itself: HEIC, as iPhones take them. The
 * browser decodes them where it can; else a module of its own does, which is
 * loaded with the first such photo.
 */

import { MynacheckError } from "./error.js";

/** As in src/photo/pixels/decode.rs. */
const MOST_PIXELS = 50_000_000;

/** The first letters of the brands that a HEIC file may have. */
const BRANDS = ["hei", "hev", "mif", "msf"];

/**
 * @typedef {object} Decoded A picture, upright.
 * @property {number} width
 * @property {number} height
 * @property {Uint8Array | Uint8ClampedArray} data RGB or RGBA.
 * @property {Uint8Array} [profile] The ICC profile of its colours; else sRGB.
 */

/** @typedef {() => Promise<Uint8Array<ArrayBuffer>>} Read */

/** @type {Promise<typeof import("./heic.js")> | null} */
let loading = null;

/**
 * The picture of a photo that the core does not open; `null` for every other,
 * and where the picture cannot be decoded: the core then says what is wrong.
 *
 * @param {Uint8Array} bytes What a caller takes for a photo.
 * @param {Read} read Brings the module.
 * @returns {Promise<Decoded | null>}
 */
export async function decodedElsewhere(bytes, read) {
  if (!isHeic(bytes.subarray(0, 12))) {
    return null;
  }
  return (await byBrowser(bytes)) ?? (await byModule(bytes, read));
}

/** @param {Uint8Array} bytes The first twelve. */
function isHeic(bytes) {
  const text = String.fromCharCode(...bytes.subarray(4));
  return text.startsWith("ftyp") && BRANDS.some((brand) => text.startsWith(brand, 4));
}

/**
 * @param {Uint8Array} photo
 * @returns {Promise<Decoded | null>}
 */
async function byBrowser(photo) {
  if (typeof createImageBitmap !== "function" || typeof OffscreenCanvas !== "function") {
    return null;
  }
  try {
    const bitmap = await createImageBitmap(
      new Blob([/** @type {BlobPart} */ (photo)], { type: "image/heic" }),
    );
    const { width, height } = bitmap;
    const canvas = width * height <= MOST_PIXELS ? new OffscreenCanvas(width, height) : null;
    const context = canvas?.getContext("2d", { colorSpace: "srgb" }) ?? null;
    context?.drawImage(bitmap, 0, 0);
    bitmap.close();
    return context?.getImageData(0, 0, width, height) ?? null;
  } catch {
    // Most browsers do not know HEIC.
    return null;
  }
}

/**
 * @param {Uint8Array} photo
 * @param {Read} read
 * @returns {Promise<Decoded | null>}
 */
async function byModule(photo, read) {
  loading ??= load(read);
  const heic = await loading.catch((error) => {
    loading = null;
    throw error;
  });
  try {
    const picture = heic.decode(photo, MOST_PIXELS);
    if (picture === undefined) {
      return null;
    }
    const { width, height } = picture;
    return { width, height, data: picture.takePixels(), profile: picture.takeProfile() };
  } catch {
    // A trap, or no memory: the core says that it could not be opened.
    return null;
  } finally {
    // A new instance next time: the memory of this one would never shrink.
    heic.__wbg_reset_state();
  }
}

/** @param {Read} read */
async function load(read) {
  const bytes = await read();
  const heic = await import("./heic.js").catch((cause) => {
    throw new MynacheckError("core-missing", "heic.js could not be loaded", { cause });
  });
  await heic.default({ module_or_path: bytes }).catch((cause) => {
    throw new MynacheckError("core-damaged", "the module for HEIC is damaged", { cause });
  });
  return heic;
}
