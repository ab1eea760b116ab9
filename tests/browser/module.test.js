/** The JavaScript interface, in Node: the same files as the page's. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { before, describe, test } from "node:test";

import { SITE, fixture, siteFile } from "./browser.js";

describe("mynacheck.js", () => {
  let checker;
  let photo;
  before(async () => {
    const { load } = await import(join(SITE, await siteFile("mynacheck-")));
    const seen = [];
    checker = await load({ onProgress: (progress) => seen.push(progress) });
    assert.equal(await load(), checker);
    const last = seen.findLast(({ what }) => what === "models");
    assert.ok(last.total > 1_000_000 && last.loaded === last.total);
    photo = await readFile(fixture("good.jpg"));
  });

  test("a photo may be a Blob, a File, an ArrayBuffer or a Uint8Array", async () => {
    const { File } = await import("node:buffer");
    const buffer = photo.buffer.slice(photo.byteOffset, photo.byteOffset + photo.byteLength);
    const wanted = await checker.checkPhoto(new Uint8Array(photo));
    assert.equal(wanted.verdict, "pass");
    assert.equal(wanted.schemaVersion, 1);
    assert.equal(wanted.file, null);
    assert.equal(Object.getPrototypeOf(wanted), Object.prototype);
    assert.deepEqual(JSON.parse(JSON.stringify(wanted)), wanted);
    assert.deepEqual(await checker.checkPhoto(buffer), wanted);
    assert.deepEqual(await checker.checkPhoto(new Blob([photo])), wanted);
    const named = await checker.checkPhoto(new File([photo], "me.jpg"));
    assert.equal(named.file, "me.jpg");
  });

  test("a photo is put right into a file that passes", async () => {
    const given = await readFile(fixture("small-head.jpg"));
    const { jpeg, report } = await checker.fixPhoto(new Uint8Array(given));
    assert.equal(report.verdict, "pass");
    assert.equal(report.fix.refused, null);
    const again = await checker.checkPhoto(jpeg);
    assert.deepEqual(again.checks, report.checks);
    const none = await checker.fixPhoto(new Uint8Array(await readFile(fixture("text.jpg"))));
    assert.equal(none.jpeg, null);
    assert.equal(none.report.fix.refused, "unreadable");
  });

  test("misuse is an error with a code", async () => {
    const code = async (call) => (await assert.rejects(call, (error) => ((code.of = error.code), error instanceof Error)), code.of);
    assert.equal(await code(() => checker.checkPhoto("portrait.jpg")), "photo-type");
    assert.equal(await code(() => checker.checkPhoto(null)), "photo-type");
    assert.equal(await code(() => checker.checkPhoto(photo, { profile: "visa" })), "unknown-profile");
    assert.equal(await code(() => checker.checkPhoto(photo, { colour: 1 })), "unknown-option");
    assert.equal(await code(() => checker.checkPhoto(photo, { appliedOn: "2026-02-30" })), "bad-date");
    assert.equal(await code(() => checker.checkPhoto(photo, { born: new Date() })), "bad-date");
    assert.equal(await code(() => checker.checkPhoto(photo, { specialCase: "yes" })), "option-value");
    assert.equal(await code(() => checker.checkPhoto(photo, "passport")), "option-value");
    assert.equal(await code(() => checker.checkFrame({ data: [], width: 1, height: 1 })), "frame-type");
    assert.equal(await code(() => checker.checkFrame(undefined)), "frame-type");
  });

  test("a frame is checked, and one whose data is short is refused", async () => {
    const frame = { data: new Uint8ClampedArray(64 * 64 * 4), width: 64, height: 64 };
    const report = await checker.checkFrame(frame);
    assert.equal(report.verdict, "fail");
    await assert.rejects(checker.checkFrame({ ...frame, width: 65 }), { code: "frame-type" });
  });

  test("the rules are listed with their sources", () => {
    const rules = checker.rules();
    assert.ok(rules.length >= 16);
    for (const { id, severity, source } of rules) {
      assert.match(id, /^(photo|form)\/[a-z-]+$/);
      assert.ok(["error", "warning", "notice"].includes(severity));
      assert.match(source.url, /^https:/);
      assert.match(source.read, /^\d{4}-\d{2}-\d{2}$/);
    }
  });

  test("the routes and how a field is read are there for a page", () => {
    const online = checker.formRoutes().find(({ route }) => route === "online");
    const email = online.fields.find(({ key }) => key === "email");
    assert.deepEqual({ kind: email.kind, need: email.need }, { kind: "email", need: "required" });
    assert.equal(checker.readField("dateOfBirth", "平成2年1月2日"), "1990-01-02");
    assert.equal(checker.readField("dateOfBirth", "?"), undefined);
    assert.throws(() => checker.checkForm({}, { route: "fax" }), { code: "unknown-route" });
  });

  test("what comes next is told as facts", () => {
    const situation = { today: "2026-11-22", appliedOn: "2026-11-22", born: "1990-01-15", route: "online" };
    const guide = checker.guide(situation);
    assert.equal(guide.isStale, false);
    assert.equal(guide.validity.card.until, "2036-01-15");
    assert.deepEqual(checker.cardValidity(situation), guide.validity);
    assert.ok(guide.statements.some(({ id, params }) => id === "steps/online-open" && params.address.startsWith("https:")));
    for (const { id, source } of guide.statements) {
      assert.match(id, /^[a-z-]+\/[a-z0-9-]+$/);
      assert.match(source.read, /^\d{4}-\d{2}-\d{2}$/);
    }
    assert.equal(checker.guide({ today: "2028-01-01" }).isStale, true);
    assert.throws(() => checker.guide({ resident: "tourist" }), { code: "option-value" });
    assert.throws(() => checker.guide({ born: "1990-02-30" }), { code: "bad-date" });
    assert.throws(() => checker.guide({ colour: 1 }), { code: "unknown-option" });
  });

  test("fields of any shape get findings or a clear error", () => {
    const circle = {};
    circle.circle = circle;
    const shapes = [{}, { name: 5 }, { dateOfBirth: [1, 2] }, { dateOfBirth: { year: {} } }, { x: null }, { name: "\ud800" }];
    for (const fields of [...shapes, circle, { name: circle }]) {
      assert.equal(checker.checkForm(fields).schemaVersion, 1);
    }
    for (const fields of [null, undefined, 1, "x", [], () => {}]) {
      assert.throws(() => checker.checkForm(fields), (error) => typeof error.code === "string");
    }
    assert.throws(() => checker.checkForm({}, { appliedOn: "yesterday" }), { code: "bad-date" });
  });
});
