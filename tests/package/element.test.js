/** `<mynacheck-photo>` of the packed package, in pages with a strict policy. */

import assert from "node:assert/strict";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { fixture, launch } from "../browser/browser.js";
import { axe } from "../browser/axe.js";
import { WITH_BROWSERS, give, host, misdeeds, verdictOf, visit } from "./pages.js";
import { PACKAGE, TOOLS, pack, run } from "./project.js";

/** The package's own, with the attributes, events, parts and properties in tables. */
const README = await readFile(join(PACKAGE, "README.md"), "utf8");

const document = (body, { lang = "en", script = "/mynacheck/element.js" } = {}) => `<!doctype html>
  <html lang="${lang}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>A form</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">
  ${script && `<script type="module" src="${script}"></script>`}</head>
  <body><main><h1>A form</h1>${body}</main></body></html>`;

const FIELD = `<form action="/sent/" method="get"><label for="photo">Your photo</label>
  <mynacheck-photo id="photo" name="photo" required></mynacheck-photo><button id="send">Send</button></form>`;

const PAGES = {
  "/": document(FIELD),
  "/readme/": document(/```html\n(<!-- element\.html -->.*?)```/s.exec(README)[1], { script: "" }),
  "/sent/": document("<p>Sent</p>", { script: "" }),
  "/late/": document(`<form><mynacheck-photo id="photo" lang="en"><input type="file" name="photo" required></mynacheck-photo></form>`, { script: "" }),
  "/two/": document(`<form><label for="one">One</label><mynacheck-photo id="one" name="one"></mynacheck-photo>
    <label for="two">Two</label><mynacheck-photo id="two" name="two" profile="passport" lang="ja"></mynacheck-photo></form>`),
  "/languages/": document(
    `<div lang="vi"><mynacheck-photo id="around"></mynacheck-photo></div>
     <mynacheck-photo id="page"></mynacheck-photo>
     <mynacheck-photo id="own" lang="zh-TW"></mynacheck-photo>
     <mynacheck-photo id="easy" lang="ja-easy"></mynacheck-photo>
     <mynacheck-photo id="unknown" lang="fr"></mynacheck-photo>`,
    { lang: "ja-JP" },
  ),
  "/wrapped/": document(`<form><label id="label">Wrapped <mynacheck-photo id="photo"></mynacheck-photo></label></form>`),
  "/fieldset/": document(`<form><fieldset id="set"><legend>All</legend><label for="photo">Photo</label>
    <mynacheck-photo id="photo" name="photo" required></mynacheck-photo></fieldset></form>`),
};

/** Takes down what the element tells, in order; reports by their verdict. */
function takeDown() {
  globalThis.told = [];
  const types = ["input", "change", "mynacheck-progress", "mynacheck-report", "mynacheck-fixed", "mynacheck-error"];
  for (const type of types) {
    // On the document: the events bubble.
    addEventListener(type, ({ target, detail }) => {
      const what = detail?.verdict ?? detail?.code ?? detail?.file?.name ?? detail?.what;
      const entry = [type, what].filter((part) => part !== undefined).join(" ");
      // There is a step of progress for every piece of a file.
      const isNew = type !== "mynacheck-progress" || globalThis.told.at(-1) !== entry;
      if (target.localName === "mynacheck-photo" && isNew) {
        globalThis.told.push(entry);
      }
    });
  }
}

const told = (page) => page.evaluate(() => globalThis.told.filter((entry) => !entry.startsWith("mynacheck-progress")));

/** The element has its words. */
async function ready(page, selector = "mynacheck-photo") {
  await page.waitForFunction(
    (name) => document.querySelector(name)?.shadowRoot?.querySelector("[part~=choose]")?.textContent.length > 0,
    {},
    selector,
  );
}

/** A part that can be seen, or `null`. */
async function part(page, name, selector = "#photo") {
  const found = await page.$(selector);
  const handle = await found.evaluateHandle(
    (element, wanted) =>
      [...element.shadowRoot.querySelectorAll(`[part~="${wanted}"]`)].find((one) => one.checkVisibility()) ?? null,
    name,
  );
  return handle.asElement();
}

const press = (page, name) => part(page, name).then((button) => button.evaluate((element) => element.click()));
const text = (page, name) => part(page, name).then((found) => found?.evaluate((element) => element.textContent) ?? null);
const validity = (page) => page.$eval("#photo", ({ validity: { valid, valueMissing, customError }, validationMessage }) => ({ valid, valueMissing, customError, validationMessage }));
const sent = (page) =>
  page.evaluate(() => [...new FormData(document.querySelector("form"))].map(([name, file]) => [name, file.name ?? file, file.type ?? null]));

let package_;
let folder;
before(async () => {
  package_ = await pack();
  const project = join(package_.root, "project");
  await mkdir(project);
  await writeFile(join(project, "package.json"), JSON.stringify({ name: "user", private: true, type: "module" }));
  await package_.install(project);
  folder = join(project, "node_modules");
});
after(() => package_?.remove());

for (const { name, path, skip } of WITH_BROWSERS) {
  describe(`the element in ${name}`, { skip }, () => {
    let site;
    let browser;
    before(async () => {
      site = await host(folder, { pages: PAGES });
      browser = await launch([name, path]);
    });
    after(async () => {
      await browser?.close();
      await site?.close();
    });

    async function open(at = "/", options = {}) {
      const page = await visit(browser, site.url + at, { onNew: takeDown, ...options });
      if (at !== "/late/") {
        await ready(page);
      }
      return page;
    }

    test("a good photo passes and is what the form sends", async () => {
      const page = await open();
      assert.deepEqual(await sent(page), []);
      await give(page, fixture("good.jpg"));
      assert.equal(await verdictOf(page), "pass");
      assert.deepEqual(await sent(page), [["photo", "good.jpg", "image/jpeg"]]);
      assert.deepEqual(await told(page), ["input", "change", "mynacheck-report pass"]);
      assert.ok(await page.evaluate(() => globalThis.told.includes("mynacheck-progress models")), "progress was told");
      assert.deepEqual(await validity(page), { valid: true, valueMissing: false, customError: false, validationMessage: "" });
      await page.waitForFunction(() => !document.querySelector("#photo").shadowRoot.querySelector("canvas").hidden);
      // It is this photo: the corner has the colour of the painted wall, not of an empty canvas.
      const corner = await page.$eval("#photo", ({ shadowRoot }) => [...shadowRoot.querySelector("canvas").getContext("2d").getImageData(4, 4, 1, 1).data]);
      assert.ok(corner[3] === 255 && Math.min(...corner) > 180, corner.join());
      assert.match(await text(page, "status"), /Nothing was found/);
      assert.deepEqual(await misdeeds(page, site.url), []);
      await page.$eval("#send", (button) => button.click());
      await page.waitForFunction(() => location.pathname === "/sent/");
      await page.close();
    });

    test("the README's lines are all it takes", async () => {
      const page = await open("/readme/");
      assert.deepEqual(await validity(page), { valid: false, valueMissing: true, customError: false, validationMessage: "Choose a photo" });
      await give(page, fixture("good.jpg"));
      assert.equal(await verdictOf(page), "pass");
      const attributes = [...README.matchAll(/^\| (`[a-z`, -]+`) \|/gm)].flatMap(([, names]) => [...names.matchAll(/`([a-z-]+)`/g)].map(([, found]) => found));
      const observed = await page.$eval("#photo", (element) => [...element.constructor.observedAttributes, "name", "disabled"]);
      for (const one of observed) {
        assert.ok(attributes.includes(one), `the README does not name ${one}`);
      }
      await page.close();
    });

    test("a bad photo names its fault and keeps the form from being sent", async () => {
      const page = await open();
      await give(page, fixture("eyes-closed.jpg"));
      assert.equal(await verdictOf(page), "fail");
      const fault = await part(page, "finding");
      assert.equal(await fault.evaluate((item) => item.dataset.rule), "photo/eyes-open");
      const { valid, customError, validationMessage } = await validity(page);
      assert.ok(!valid && customError);
      const title = await text(page, "finding-title");
      assert.ok(title.length > 5 && validationMessage.startsWith(title), validationMessage);
      for (const words of ["reason", "why", "todo"]) {
        assert.ok((await text(page, words))?.length > 10, words);
      }
      await page.$eval("#send", (button) => button.click());
      assert.equal(await page.evaluate(() => location.pathname), "/");
      assert.equal(await page.evaluate(() => document.activeElement.id), "photo");
      // The page decides how strict it is.
      await page.$eval("#photo", (element) => { element.acceptVerdict = "fail"; });
      assert.ok((await validity(page)).valid);
      assert.equal(await page.$eval("#photo", (element) => element.getAttribute("accept-verdict")), "fail");
      assert.deepEqual(await misdeeds(page, site.url), []);
      await page.close();
    });

    test("a photo that can be put right is, and takes the other's place", async () => {
      const page = await open();
      await give(page, fixture("small-head.jpg"));
      assert.equal(await verdictOf(page), "review");
      assert.ok((await validity(page)).valid, "a doubtful photo may be sent");
      await page.$eval("#photo", (element) => element.setAttribute("accept-verdict", "pass"));
      assert.match((await validity(page)).validationMessage, /head/i);
      const before = await page.$eval("#photo", (element) => element.value.size);
      await page.evaluate(() => { globalThis.told = []; });
      await (await part(page, "fix")).focus();
      await page.keyboard.press("Enter");
      assert.equal(await verdictOf(page), "pass");
      assert.deepEqual(await sent(page), [["photo", "small-head-my-number-card.jpg", "image/jpeg"]]);
      assert.notEqual(await page.$eval("#photo", (element) => element.value.size), before);
      assert.deepEqual(await told(page), ["mynacheck-report pass", "mynacheck-fixed small-head-my-number-card.jpg", "input", "change"]);
      assert.ok((await validity(page)).valid);
      assert.equal(await part(page, "fix"), null, "nothing is left to be put right");
      // The button that had the focus is gone; the focus is not.
      assert.match(await page.$eval("#photo", ({ shadowRoot }) => shadowRoot.activeElement?.textContent ?? ""), /Nothing was found/);
      // It can be kept.
      const saved = await page.evaluate(() => {
        const links = [];
        HTMLAnchorElement.prototype.click = function () { links.push([this.download, this.protocol]); };
        document.querySelector("#photo").shadowRoot.querySelector("[part~=save]").click();
        return links;
      });
      assert.deepEqual(saved, [["small-head-my-number-card.jpg", "blob:"]]);
      await press(page, "back");
      assert.equal(await verdictOf(page), "review");
      assert.deepEqual(await sent(page), [["photo", "small-head.jpg", "image/jpeg"]]);
      assert.deepEqual(await misdeeds(page, site.url), []);
      await page.close();
    });

    test("required, its own faults, reset, clear and disabled", async () => {
      const page = await open("/fieldset/");
      let now = await validity(page);
      assert.ok(!now.valid && now.valueMissing);
      assert.equal(now.validationMessage, "Choose a photo");
      assert.equal(await page.$eval("form", (form) => form.checkValidity()), false);
      await page.$eval("#photo", (element) => element.setCustomValidity("Not today"));
      assert.equal((await validity(page)).validationMessage, "Not today");
      await page.$eval("#photo", (element) => element.setCustomValidity(""));
      assert.equal((await validity(page)).valueMissing, true);
      await page.$eval("#photo", (element) => { element.required = false; });
      assert.ok((await validity(page)).valid);

      await give(page, fixture("text.jpg"));
      assert.equal(await verdictOf(page), "fail");
      await page.$eval("form", (form) => form.reset());
      assert.deepEqual(await page.$eval("#photo", ({ value, report }) => [value, report]), [null, null]);
      assert.deepEqual(await sent(page), []);
      assert.equal(await part(page, "verdict"), null);

      await give(page, fixture("good.jpg"));
      await verdictOf(page);
      await (await part(page, "clear")).focus();
      await page.keyboard.press("Enter");
      assert.equal(await page.$eval("#photo", ({ value }) => value), null);
      assert.ok(await page.$eval("#photo", ({ shadowRoot }) => shadowRoot.activeElement !== null), "the focus is not lost");
      assert.deepEqual((await told(page)).slice(-2), ["input", "change"]);

      // As a browser does that comes back to the form.
      const restored = await page.$eval("#photo", (element) => {
        element.formStateRestoreCallback(new File(["no photo"], "kept.jpg"), "restore");
        const { name } = element.value;
        element.formStateRestoreCallback(null, "restore");
        return [name, element.value];
      });
      assert.deepEqual(restored, ["kept.jpg", null]);

      await page.$eval("#set", (set) => { set.disabled = true; });
      const buttons = () => page.$eval("#photo", ({ shadowRoot }) => [...shadowRoot.querySelectorAll("button, input")].every(({ disabled }) => disabled));
      assert.ok(await buttons());
      await drop(page);
      assert.equal(await page.$eval("#photo", ({ value }) => value), null);
      await page.$eval("#set", (set) => { set.disabled = false; });
      assert.ok(!(await buttons()));
      await page.$eval("#photo", (element) => { element.disabled = true; });
      assert.ok(await buttons());
      await page.close();
    });

    /** Drops, or pastes, a file that is no photo. */
    async function drop(page, kind = "drop") {
      await page.$eval("#photo", (element, type) => {
        const data = new DataTransfer();
        data.items.add(new File(["no photo"], "letter.txt", { type: "text/plain" }));
        const options = { bubbles: true, composed: true, cancelable: true };
        // Firefox makes no clipboard with files for a script, so the event is a plain one.
        const event =
          type === "drop"
            ? new DragEvent("drop", { ...options, dataTransfer: data })
            : Object.assign(new Event("paste", options), { clipboardData: data });
        globalThis.wasTaken = !element.shadowRoot.querySelector("[part~=choose]").dispatchEvent(event);
      }, kind);
    }

    test("a photo may be dropped or pasted", async () => {
      const page = await open();
      for (const kind of ["drop", "paste"]) {
        await page.$eval("#photo", (element) => { element.value = null; });
        await drop(page, kind);
        assert.ok(await page.evaluate(() => globalThis.wasTaken), `${kind} is not left to the browser`);
        assert.equal(await verdictOf(page), "fail");
        assert.deepEqual((await sent(page))[0].slice(0, 2), ["photo", "letter.txt"]);
      }
      await page.close();
    });

    test("of two photos in a row the last one counts", async () => {
      const page = await open();
      const [large, good] = await Promise.all(["large.jpg", "good.jpg"].map((name) => readFile(fixture(name), "base64")));
      const during = await page.$eval("#photo", (element, ...photos) => {
        const files = photos.map((photo, at) => new File([Uint8Array.from(atob(photo), (c) => c.charCodeAt(0))], `${at}.jpg`, { type: "image/jpeg" }));
        element.value = files[0];
        const busy = element.validationMessage;
        element.value = files[1];
        return [busy, element.report];
      }, large, good);
      assert.deepEqual(during, ["Checking the photo.", null]);
      await verdictOf(page);
      // The first answer has come by then: the worker takes one after the other.
      assert.deepEqual(await told(page), ["mynacheck-report pass"]);
      assert.deepEqual((await sent(page))[0].slice(0, 2), ["photo", "1.jpg"]);
      assert.equal(await page.$eval("#photo", ({ report }) => report.file), "1.jpg");
      // And what is cleared while it is checked stays cleared.
      await page.$eval("#photo", async (element) => {
        element.setAttribute("applied-on", "2026-04-01");
        element.value = null;
        await new Promise((done) => setTimeout(done, 1500));
      });
      assert.deepEqual(await page.$eval("#photo", ({ value, report }) => [value, report]), [null, null]);
      await page.close();
    });

    test("a change of what is asked is checked anew", async () => {
      const page = await open();
      await give(page, fixture("good.jpg"));
      await verdictOf(page);
      await page.$eval("#photo", (element) => { element.profile = "passport"; element.born = "1990-01-02"; element.appliedOn = "2026-04-01"; });
      await page.waitForFunction(() => document.querySelector("#photo").report?.profile === "passport");
      assert.equal((await told(page)).filter((entry) => entry.startsWith("mynacheck-report")).length, 2, "once for three attributes");
      // An infant's card has no photo.
      await page.$eval("#photo", (element) => { element.profile = "my-number-card"; element.born = "2026-03-01"; });
      await page.waitForFunction(() => document.querySelector("#photo").report?.profile === "my-number-card");
      assert.equal(await verdictOf(page), "fail");
      assert.equal(await page.$eval("#photo", (element) => element.getAttribute("born")), "2026-03-01");
      await page.close();
    });

    test("what was set or chosen before the module came is kept", async () => {
      const page = await open("/late/");
      assert.equal(await page.$eval("#photo input", (input) => input.checkVisibility()), true, "the plain field is there");
      const plain = await page.$("#photo input");
      await plain.uploadFile(fixture("good.jpg"));
      await page.$eval("#photo", (element) => Object.assign(element, { profile: "passport", required: true, name: "picture" }));
      await page.evaluate(() => import("/mynacheck/element.js").then(() => {}));
      await ready(page);
      assert.equal(await verdictOf(page), "pass");
      assert.deepEqual(await page.$eval("#photo", ({ report, required, name }) => [report.profile, required, name]), ["passport", true, "picture"]);
      assert.deepEqual(await sent(page), [["picture", "good.jpg", "image/jpeg"]], "the plain field is out of the form");
      assert.equal(await page.$eval("#photo input", (input) => input.checkVisibility()), false);
      assert.deepEqual(await misdeeds(page, site.url), []);
      await page.close();
    });

    test("it may be made by a script", async () => {
      const page = await open();
      const reports = await page.evaluate(async () => {
        const element = Object.assign(document.createElement("mynacheck-photo"), {
          value: new File(["no photo"], "letter.txt"),
          profile: "passport",
        });
        const reported = new Promise((done) => element.addEventListener("mynacheck-report", ({ detail }) => done(detail)));
        document.body.append(element);
        const { profile, verdict } = await reported;
        let refused = null;
        try {
          element.value = "letter.txt";
        } catch (error) {
          refused = error.name;
        }
        return [profile, verdict, refused];
      });
      assert.deepEqual(reports, ["passport", "fail", "TypeError"]);
      await page.close();
    });

    test("several on a page share one worker and speak each its language", async () => {
      const page = await open("/two/", {
        onNew: () => {
          globalThis.workers = 0;
          globalThis.Worker = class extends Worker {
            constructor(...given) {
              super(...given);
              globalThis.workers += 1;
            }
          };
        },
      });
      await ready(page, "#two");
      await Promise.all([give(page, fixture("good.jpg"), "#one"), give(page, fixture("tilted.jpg"), "#two")]);
      assert.equal(await verdictOf(page, "#one"), "pass");
      assert.notEqual(await verdictOf(page, "#two"), "pass");
      assert.equal(await page.$eval("#two", ({ report }) => report.profile), "passport");
      assert.equal(await page.evaluate(() => globalThis.workers), 1);
      const said = await page.$eval("#two", ({ shadowRoot }) => shadowRoot.querySelector("[part~=finding-title]").textContent);
      assert.match(said, /[ぁ-ん]/);
      await page.close();
    });

    test("it speaks the language of what is around it", async () => {
      const page = await open("/languages/");
      const buttons = {};
      for (const id of ["around", "page", "own", "easy", "unknown"]) {
        await ready(page, `#${id}`);
        buttons[id] = await page.$eval(`#${id}`, ({ shadowRoot }) => {
          const choose = shadowRoot.querySelector("[part~=choose]");
          return [choose.closest("[lang]").lang, choose.textContent, choose.querySelector("ruby") !== null];
        });
      }
      assert.deepEqual(buttons.around, ["vi", "Chọn ảnh", false]);
      assert.deepEqual(buttons.page.slice(0, 2), ["ja", "写真を選ぶ"]);
      assert.equal(buttons.own[0], "zh-Hant");
      assert.deepEqual([buttons.easy[0], buttons.easy[2]], ["ja", true], "with readings");
      assert.deepEqual(buttons.unknown.slice(0, 2), ["en", "Choose a photo"]);
      await page.$eval("#unknown", (element) => { element.lang = "ko"; });
      await page.waitForFunction(() => /[가-힣]/.test(document.querySelector("#unknown").shadowRoot.querySelector("[part~=choose]").textContent));
      await page.close();
    });

    test("what the check cannot reach does not lock the form, and can be tried again", async () => {
      let missing = true;
      const broken = await host(folder, { pages: PAGES, spoil: (path) => missing && path.endsWith(".onnx") });
      const page = await visit(browser, `${broken.url}/`, { onNew: takeDown });
      await ready(page);
      await give(page, fixture("good.jpg"));
      await page.waitForFunction(() => globalThis.told.some((entry) => entry.startsWith("mynacheck-error")));
      assert.deepEqual(await told(page), ["input", "change", "mynacheck-error model-missing"]);
      assert.match(await text(page, "error"), /could not be loaded/);
      assert.ok((await validity(page)).valid, "as a plain field would");
      assert.deepEqual(await axe(page), []);
      missing = false;
      await press(page, "again");
      assert.equal(await verdictOf(page), "pass");
      await page.close();
      await broken.close();
    });

    test("where there are no words the browser's own control stands for them", async () => {
      const wordless = await host(folder, { pages: PAGES, spoil: (path) => path.endsWith("messages/en.js") });
      const page = await visit(browser, `${wordless.url}/`, { onNew: takeDown });
      await page.waitForFunction(() => document.querySelector("#photo").shadowRoot?.querySelector("input").checkVisibility());
      assert.ok((await validity(page)).validationMessage.length > 3);
      await give(page, fixture("good.jpg"));
      assert.equal(await verdictOf(page), "pass");
      assert.ok((await validity(page)).valid);
      await page.close();
      await wordless.close();
    });

    test("the keyboard alone does it", async () => {
      const page = await open();
      await page.keyboard.press("Tab");
      const at = () => page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.getAttribute("part") ?? document.activeElement.id);
      assert.equal(await at(), "button choose");
      if (name === "chrome") {
        const chosen = page.waitForFileChooser();
        await new Promise((done) => setTimeout(done, 300));
        await page.keyboard.press("Enter");
        await (await chosen).accept([fixture("small-head.jpg")]);
      } else {
        await give(page, fixture("small-head.jpg"));
      }
      assert.equal(await verdictOf(page), "review");
      const path = [];
      for (let step = 0; step < 4; step += 1) {
        await page.keyboard.press("Tab");
        path.push(await at());
      }
      assert.deepEqual(path, ["button clear", "button fix", "group-title", "send"]);
      await page.close();
    });

    test("its label names it and leads to it, and its parts are apart from the label", async () => {
      const page = await open();
      assert.equal(await page.$eval("#photo", ({ labels, shadowRoot }) => [labels.length, shadowRoot.querySelector("#label").textContent].join()), "1,Your photo");
      await page.evaluate(() => {
        globalThis.choosers = 0;
        HTMLInputElement.prototype.click = () => { globalThis.choosers += 1; };
      });
      await page.click("label");
      assert.equal(await page.evaluate(() => document.activeElement.id), "photo");
      assert.equal(await page.evaluate(() => globalThis.choosers), 1, "as with the browser's own field");
      await page.close();

      const wrapped = await open("/wrapped/");
      await give(wrapped, fixture("good.jpg"));
      await verdictOf(wrapped);
      await wrapped.evaluate(() => {
        globalThis.choosers = 0;
        HTMLInputElement.prototype.click = () => { globalThis.choosers += 1; };
      });
      await (await part(wrapped, "clear")).click();
      assert.deepEqual(await wrapped.evaluate(() => [document.querySelector("#photo").value, globalThis.choosers]), [null, 0]);
      await wrapped.close();
    });

    test("axe finds nothing in any state, and nothing is too small or too wide", async () => {
      const looks = name === "chrome" ? [[], [{ name: "prefers-color-scheme", value: "dark" }], [{ name: "forced-colors", value: "active" }]] : [[]];
      for (const features of looks) {
        const page = await open("/", { width: 320, features });
        const look = async (state) => {
          assert.deepEqual(await axe(page), [], `${state} ${JSON.stringify(features)}`);
          const small = await page.$eval("#photo", ({ shadowRoot }) =>
            [...shadowRoot.querySelectorAll("button, summary")]
              .filter((target) => target.checkVisibility())
              .filter((target) => Math.min(target.offsetWidth, target.offsetHeight) < 44)
              .map((target) => target.getAttribute("part")));
          assert.deepEqual(small, [], state);
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320), `${state} is too wide`);
        };
        await look("empty");
        await give(page, fixture("good.jpg"));
        await verdictOf(page);
        await look("pass");
        await give(page, fixture("small-head.jpg"));
        await verdictOf(page);
        await look("review");
        await press(page, "fix");
        await verdictOf(page);
        await look("put right");
        await give(page, fixture("nobody.jpg"));
        await verdictOf(page);
        await page.$eval("#photo", ({ shadowRoot }) => shadowRoot.querySelectorAll("details").forEach((details) => { details.open = true; }));
        await look("fail");
        await page.$eval("#photo", (element) => { element.disabled = true; });
        await look("disabled");
        await page.close();
      }
    });

    test("while it works it says so, and tells how far it is", async () => {
      let go;
      const gate = new Promise((done) => { go = done; });
      const slow = await host(folder, { pages: PAGES, spoil: async (path) => path.endsWith("mesh.onnx") && (await gate, false) });
      const page = await visit(browser, `${slow.url}/`, { onNew: takeDown });
      await ready(page);
      await give(page, fixture("good.jpg"));
      await page.waitForFunction(() => globalThis.told.includes("mynacheck-progress models"));
      assert.equal(await text(page, "status"), "Checking the photo.");
      assert.ok(await part(page, "progress"));
      assert.equal((await validity(page)).valid, false);
      assert.deepEqual(await axe(page), []);
      go();
      assert.equal(await verdictOf(page), "pass");
      assert.equal(await part(page, "progress"), null);
      await page.close();
      await slow.close();
    });

    test("every part and property that the README names is there", async () => {
      const page = await open();
      const parts = new Set();
      const collect = async () => {
        const found = await page.$eval("#photo", ({ shadowRoot }) => [...shadowRoot.querySelectorAll("[part]")].flatMap((element) => [...element.part]));
        found.forEach((one) => parts.add(one));
      };
      for (const photo of ["good.jpg", "small-head.jpg", "nobody.jpg"]) {
        await page.$eval("#photo", (element) => { element.value = null; });
        await give(page, fixture(photo));
        await verdictOf(page);
        await collect();
      }
      const table = README.slice(README.indexOf("| part |"), README.indexOf("| property |"));
      const named = [...table.matchAll(/`([a-z-]+)`/g)].map(([, word]) => word);
      assert.ok(named.length > 15);
      for (const one of named.filter((word) => !["error", "notices"].includes(word))) {
        assert.ok(parts.has(one), `no part ${one}`);
      }
      for (const one of parts) {
        assert.ok(named.includes(one), `the README does not name ${one}`);
      }
      const properties = [...README.matchAll(/`(--mynacheck-[a-z-]+)`/g)].map(([, property]) => property);
      assert.ok(properties.length >= 4);
      for (const property of properties) {
        const look = (value) => page.$eval("#photo", (element, [set, to]) => {
          element.style.setProperty(set, to);
          const frame = element.shadowRoot.querySelector("[part=frame]");
          const choose = element.shadowRoot.querySelector("[part~=choose]");
          element.value = null;
          choose.focus({ focusVisible: true });
          return [frame, choose].map((one) => {
            const { borderColor, backgroundColor, color, borderRadius, outlineColor } = getComputedStyle(one);
            return [borderColor, backgroundColor, color, borderRadius, outlineColor].join();
          }).join();
        }, [property, value]);
        const value = property.endsWith("radius") ? "13px" : "rgb(1, 2, 3)";
        assert.ok((await look(value)).includes(value), `${property} does nothing`);
      }
      await page.close();
    });
  });
}

describe("the element without a browser", () => {
  test("Node may import it", async () => {
    const script = `import { MynacheckPhoto } from "mynacheck/element"; console.log(typeof MynacheckPhoto);`;
    const stdout = await run(process.execPath, ["--input-type=module", "--eval", script], { cwd: join(package_.root, "project") });
    assert.equal(stdout.trim(), "function");
  });

  test("TypeScript knows the tag, its properties and its events", async () => {
    const project = join(package_.root, "project");
    await writeFile(
      join(project, "use.ts"),
      `import "mynacheck/element";
       import type { MynacheckPhoto } from "mynacheck/element";
       const photo: MynacheckPhoto = document.createElement("mynacheck-photo");
       photo.profile = "passport";
       // @ts-expect-error There is no such profile.
       photo.profile = "visa";
       photo.addEventListener("mynacheck-report", ({ detail }) => { const verdict: "pass" | "review" | "fail" = detail.verdict; void verdict; });
       photo.addEventListener("mynacheck-fixed", ({ detail: { file } }) => void file.name);
       photo.addEventListener("mynacheck-error", ({ detail }) => void detail.code);
       photo.addEventListener("change", function () { const file: File | null = this.value; void file; });
       document.querySelector("mynacheck-photo")?.setCustomValidity("");
       document.addEventListener("mynacheck-progress", ({ detail }) => void detail.loaded);
       // @ts-expect-error The report is the element's own.
       photo.report = null;`,
    );
    const options = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--target", "es2022", "--lib", "es2023,dom,dom.iterable", "--types", ""];
    for (const module of [["--module", "nodenext"], ["--module", "esnext", "--moduleResolution", "bundler"]]) {
      await run(process.execPath, [join(TOOLS, "typescript/bin/tsc"), ...options, ...module, "use.ts"], { cwd: project });
    }
  });

  test("the package's own scripts keep their types", async () => {
    // Not below node_modules, where the compiler takes scripts as they are.
    const copy = join(package_.root, "scripts");
    await cp(join(folder, "mynacheck"), copy, { recursive: true });
    const options = ["--noEmit", "--strict", "--allowJs", "--checkJs", "--noUncheckedIndexedAccess", "--target", "es2023", "--module", "nodenext", "--lib", "es2023,dom,dom.iterable", "--types", ""];
    await run(process.execPath, [join(TOOLS, "typescript/bin/tsc"), ...options, "element.js", "describe.js"], { cwd: copy });
  });
});
