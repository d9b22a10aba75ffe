import { describe, expect, it } from "vitest";
import { asSentence, problemOf } from "./problem";

function refusal(data: object): Error {
  return Object.assign(new Error("The form is not filled in rightly."), { data });
}

describe("what went wrong", () => {
  it("keeps the server's code, status and fields, and makes whole sentences of what is wrong with them", () => {
    const problem = problemOf(
      refusal({
        code: "form_invalid",
        httpStatus: 422,
        errors: [{ path: "formData.answer", message: "is required" }],
      }),
    );
    expect(problem).toMatchObject({ code: "form_invalid", status: 422 });
    expect(problem.errors).toEqual([{ path: "formData.answer", message: "This is required." }]);
  });

  it("tells an unreachable server from a refusal", () => {
    expect(problemOf(new TypeError("Failed to fetch"))).toMatchObject({
      code: "offline",
      status: 0,
      errors: [],
    });
  });

  it("leaves whole sentences as they are", () => {
    expect(asSentence("Two options have the same value")).toBe("Two options have the same value.");
    expect(asSentence("Enter a name.")).toBe("Enter a name.");
  });
});
