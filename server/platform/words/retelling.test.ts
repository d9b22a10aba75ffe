import { expect, test } from "vitest";
import { retelling } from "./retelling";

const tell = retelling({
  "It is closed.": "Es ist zu.",
  "{0} has claimed it.": "{0} hat sie übernommen.",
  "The task is {0}.": "Die Aufgabe ist {0!}.",
  "The task is {0} since {1}.": "Seit {1} ist die Aufgabe {0!}.",
  completed: "abgeschlossen",
});

test("a sentence is told with its values where the other language has them", () => {
  expect(tell("It is closed.")).toBe("Es ist zu.");
  expect(tell("Ada has claimed it.")).toBe("Ada hat sie übernommen.");
  expect(tell("The task is completed since Monday.")).toBe("Seit Monday ist die Aufgabe abgeschlossen.");
});

test("a value is told only where the table says that it has words of its own", () => {
  expect(tell("The task is completed.")).toBe("Die Aufgabe ist abgeschlossen.");
  expect(tell("completed has claimed it.")).toBe("completed hat sie übernommen.");
});

test("what is not in the table stays as it is, and so does what people wrote in it", () => {
  expect(tell("Nobody knows this.")).toBe("Nobody knows this.");
  expect(tell("{0} $& .* has claimed it.")).toBe("{0} $& .* hat sie übernommen.");
  expect(tell("Two\nlines has claimed it.")).toBe("Two\nlines hat sie übernommen.");
});
