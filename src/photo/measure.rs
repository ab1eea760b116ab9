//! One measurement a file: numbers from the pixels and the face.
