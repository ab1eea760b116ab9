//! A static file server for one folder, for this machine only.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use anyhow::Result;

/// No request of a browser for a static file comes near this.
const LONGEST_HEAD: u64 = 64 * 1024;

/// Serves `folder` until the process ends. One thread a connection: a browser
/// opens a handful.
pub fn serve(listener: &TcpListener, folder: &Path) -> Result<()> {
    let folder = fs::canonicalize(folder)?;
    for stream in listener.incoming() {
        let (Ok(stream), folder) = (stream, folder.clone()) else { continue };
        // A connection that breaks off concerns nobody else.
        thread::spawn(move || answer(stream, &folder));
    }
    Ok(())
}

fn answer(mut stream: TcpStream, folder: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut head = BufReader::new(stream.try_clone()?).take(LONGEST_HEAD);
    let mut request = String::new();
    head.read_line(&mut request)?;
    // The rest of the head is read so that closing does not cut the answer off.
    let mut line = String::new();
    while head.read_line(&mut line)? > 2 {
        line.clear();
    }
    stream.write_all(&response(&request, folder))?;
    stream.flush()
}

fn response(request: &str, folder: &Path) -> Vec<u8> {
    let mut words = request.split_whitespace();
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    if !matches!(method, "GET" | "HEAD") {
        return message("405 Method Not Allowed", "text/plain", b"GET or HEAD", true);
    }
    let with_body = method == "GET";
    match file(target, folder).and_then(|path| Some((content_type(&path), fs::read(path).ok()?))) {
        Some((kind, body)) => message("200 OK", kind, &body, with_body),
        None => message("404 Not Found", "text/plain", b"not found", with_body),
    }
}

/// The file of `folder` that `target` names, and never one outside.
fn file(target: &str, folder: &Path) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let plain = |part: &str| !part.starts_with('.') && !part.contains(['\\', '%', ':']);
    if !path.split('/').all(plain) {
        return None;
    }
    let path = folder.join(if path.is_empty() { "index.html" } else { path });
    // A symbolic link could still lead out.
    fs::canonicalize(path).ok().filter(|path| path.starts_with(folder) && path.is_file())
}

fn message(status: &str, kind: &str, body: &[u8], with_body: bool) -> Vec<u8> {
    let mut message = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n\
         cache-control: no-cache\r\nx-content-type-options: nosniff\r\n\
         referrer-policy: no-referrer\r\nconnection: close\r\n\r\n",
        body.len()
    )
    .into_bytes();
    if with_body {
        message.extend_from_slice(body);
    }
    message
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("css") => "text/css; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("png") => "image/png",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain; charset=utf-8",
        Some("webmanifest") => "application/manifest+json",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("mynacheck-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("site")).unwrap();
        fs::write(folder.join("secret.txt"), "secret").unwrap();
        fs::write(folder.join("site/index.html"), "<p>hi").unwrap();
        fs::write(folder.join("site/a.wasm"), "\0asm").unwrap();
        fs::canonicalize(folder.join("site")).unwrap()
    }

    #[test]
    fn files_come_with_their_type_and_nothing_from_outside() {
        let site = folder("server");
        let ask = |request: &str| String::from_utf8(response(request, &site)).unwrap();
        assert!(ask("GET / HTTP/1.1").contains("200 OK\r\ncontent-type: text/html"));
        assert!(ask("GET /a.wasm?x HTTP/1.1").contains("application/wasm"));
        let head = ask("HEAD /index.html HTTP/1.1");
        assert!(head.contains("content-length: 5") && head.ends_with("\r\n\r\n"));
        assert!(ask("POST / HTTP/1.1").contains("405"));
        for outside in [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/..\\secret.txt",
            "secret.txt",
            "/.git",
            "//secret.txt",
            "",
        ] {
            assert!(ask(&format!("GET {outside} HTTP/1.1")).contains("404"), "{outside}");
        }
        fs::remove_dir_all(site.parent().unwrap()).unwrap();
    }

    #[test]
    fn many_requests_at_once_are_answered() {
        let site = folder("parallel");
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let root = site.clone();
        thread::spawn(move || serve(&listener, &root));
        let asks: Vec<_> = (0..32)
            .map(|_| {
                thread::spawn(move || {
                    let mut stream = TcpStream::connect(address).unwrap();
                    stream.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
                    let mut answer = String::new();
                    stream.read_to_string(&mut answer).unwrap();
                    answer
                })
            })
            .collect();
        assert!(asks.into_iter().all(|ask| ask.join().unwrap().ends_with("<p>hi")));
        fs::remove_dir_all(site.parent().unwrap()).unwrap();
    }
}
