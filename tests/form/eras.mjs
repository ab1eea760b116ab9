// Prints the first day of every era year from 1868 to 2100 as Intl's Japanese
// calendar has it: a source for tests/form_calendar.rs that is not our own.
//
//     node tests/form/eras.mjs > tests/form/eras.txt

const format = new Intl.DateTimeFormat("en-u-ca-japanese", {
  era: "long",
  year: "numeric",
  timeZone: "UTC",
});

let last = "";
for (let day = Date.UTC(1868, 0, 1); day < Date.UTC(2101, 0, 1); day += 86_400_000) {
  const parts = Object.fromEntries(
    format.formatToParts(day).map(({ type, value }) => [type, value]),
  );
  const name = parts.era.normalize("NFD").replace(/[^A-Za-z]/gu, "");
  const key = `${name} ${parts.year}`;
  if (key !== last) {
    console.log(`${new Date(day).toISOString().slice(0, 10)} ${key}`);
    last = key;
  }
}
