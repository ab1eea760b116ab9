import "mynacheck/element";
import "./style.css";

const photo = document.querySelector("mynacheck-photo");
const profile = document.querySelector("#profile");
const file = document.querySelector("#file");

profile.addEventListener("change", () => {
  photo.profile = profile.value;
});

photo.addEventListener("mynacheck-report", ({ detail: report }) => {
  file.dataset.verdict = report.verdict;
});

photo.addEventListener("change", () => {
  const { value } = photo;
  file.value = value === null ? "none" : `${value.name}, ${Math.round(value.size / 1024)} KB`;
});
