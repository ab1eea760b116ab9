// A city's form as its server writes it, with the photo checked before it is sent.
// Node's own modules only: the city's server may be anything else.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

import { describe, load } from "mynacheck";

// All that the element needs of the page's policy: scripts and WebAssembly of the
// site's own, its worker, and the files beside them. No inline script, no inline
// style, no address but this one.
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const TYPES = { ".css": "text/css", ".js": "text/javascript", ".wasm": "application/wasm" };
const LARGEST_BODY = 16 * 1024 * 1024;

// The package lies where npm put it; it is served below /mynacheck/.
const PACKAGE = fileURLToPath(new URL(".", import.meta.resolve("mynacheck/package.json")));
const PUBLIC = fileURLToPath(new URL("./public/", import.meta.url));

const checker = await load();

const form = (name = "", problem = "") => `<!doctype html>
<html lang="ja">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>顔写真の提出 - みほん市</title>
    <link rel="stylesheet" href="/public/form.css">
    <script type="module" src="/mynacheck/element.js"></script>
  </head>
  <body>
    <main>
      <h1>顔写真の提出</h1>
      ${problem && `<p class="problem" role="alert">${escaped(problem)}</p>`}
      <form method="post" action="/" enctype="multipart/form-data">
        <div class="field">
          <label for="name">氏名</label>
          <input id="name" name="name" autocomplete="name" required value="${escaped(name)}">
        </div>
        <div class="field">
          <label for="photo" id="photo-label">顔写真</label>
          <mynacheck-photo id="photo" name="photo" lang="ja" required>
            <input type="file" name="photo" accept="image/jpeg" aria-labelledby="photo-label" required>
          </mynacheck-photo>
        </div>
        <button type="submit">提出する</button>
      </form>
    </main>
  </body>
</html>`;

const thanks = (name, photo) => `<!doctype html>
<html lang="ja">
  <head>
    <meta charset="utf-8">
    <title>受け付けました - みほん市</title>
    <link rel="stylesheet" href="/public/form.css">
  </head>
  <body>
    <main>
      <h1>受け付けました</h1>
      <p id="received">${escaped(name)} 様の写真（${escaped(photo.name)}、${photo.size} バイト）</p>
    </main>
  </body>
</html>`;

const server = createServer((request, response) => {
  answer(request).then(
    ({ status = 200, type = "text/html; charset=utf-8", body }) => {
      response.writeHead(status, {
        "content-type": type,
        "content-security-policy": POLICY,
        "x-content-type-options": "nosniff",
      });
      response.end(body);
    },
    () => response.writeHead(500).end(),
  );
});
server.listen(Number(process.env.PORT ?? 8080), "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${server.address().port}/`);
});

async function answer(request) {
  const { pathname } = new URL(request.url, "http://localhost");
  if (pathname === "/") {
    return request.method === "POST" ? receive(request) : { body: form() };
  }
  for (const [prefix, folder] of [["/mynacheck/", PACKAGE], ["/public/", PUBLIC]]) {
    if (pathname.startsWith(prefix)) {
      return file(folder, pathname.slice(prefix.length));
    }
  }
  return { status: 404, body: "" };
}

async function file(folder, name) {
  const path = normalize(join(folder, decodeURIComponent(name)));
  const body = path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
    ? await readFile(path).catch(() => null)
    : null;
  return body === null
    ? { status: 404, body: "" }
    : { type: TYPES[extname(path)] ?? "application/octet-stream", body };
}

async function receive(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST_BODY) {
      return { status: 413, body: form("", "ファイルが大きすぎます。") };
    }
    chunks.push(chunk);
  }
  const headers = { "content-type": request.headers["content-type"] ?? "" };
  const fields = await new Response(Buffer.concat(chunks), { headers }).formData().catch(() => new FormData());
  const name = fields.get("name");
  const photo = fields.get("photo");
  if (typeof name !== "string" || name === "" || !(photo instanceof File) || photo.size === 0) {
    return { status: 400, body: form("", "氏名と顔写真を入力してください。") };
  }
  // What a browser has checked may be checked again: it may have run without
  // JavaScript, or be no browser at all. The same check gives the same report.
  const report = await checker.checkPhoto(photo);
  if (report.verdict === "fail") {
    const worst = report.checks.find(({ outcome, severity }) => outcome === "fail" && severity === "error");
    const { title, fix } = await describe(worst, "ja");
    return { status: 422, body: form(name, `${title}。${fix ?? ""}`) };
  }
  return { body: thanks(name, photo) };
}

function escaped(text) {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
