// Without a bundler a module is named by its address. On a server of your own,
// copy the folder node_modules/mynacheck to where it is served from.
import { CheckerClient } from "./node_modules/mynacheck/checker.js";
import { describe } from "./node_modules/mynacheck/index.js";

const input = document.querySelector("#photo");
const progress = document.querySelector("#progress");
const verdict = document.querySelector("#verdict");
const findings = document.querySelector("#findings");

const checker = new CheckerClient({
  onProgress({ loaded, total }) {
    progress.textContent = total === null ? "" : `Loading: ${Math.round((100 * loaded) / total)} %`;
  },
});

input.addEventListener("change", async () => {
  const [photo] = input.files;
  if (photo === undefined) {
    return;
  }
  verdict.textContent = "Checking …";
  findings.replaceChildren();
  try {
    await checker.loadModels();
    progress.textContent = "";
    const report = await checker.checkPhoto(photo);
    if (photo === input.files[0]) {
      await show(report);
    }
  } catch (error) {
    verdict.textContent = `The check could not be made (${error.code}).`;
  }
});

async function show({ verdict: outcome, checks }) {
  const failed = checks.filter((check) => check.outcome === "fail");
  const words = await Promise.all(failed.map((check) => describe(check, "en")));
  findings.replaceChildren(
    ...words.map(({ title, fix }, at) => {
      const item = document.createElement("li");
      item.dataset.rule = failed[at].rule;
      item.textContent = `${title}. ${fix}`;
      return item;
    }),
  );
  verdict.dataset.verdict = outcome;
  verdict.textContent = { pass: "Nothing was found.", review: "Have another look.", fail: "It would be sent back." }[outcome];
}
