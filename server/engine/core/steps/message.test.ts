import { describe, expect, it } from "vitest";
import { drive } from "../simulation/driver";

describe("message", () => {
  const reply = { kind: "message", role: "human", content: "Hello ${input.name}", next: "done" };

  it("is appended within the same transaction, to the conversation of the run unless it names another", () => {
    const run = drive({ reply }, { name: "Ann", conversationId: "c1" });
    expect(run.effects).toEqual([
      {
        type: "executeStep",
        key: "reply#1",
        attempt: 1,
        kind: "message",
        where: "here",
        request: { conversationId: "c1", role: "human", content: "Hello Ann", metadata: {} },
        idempotencyKey: "r1/reply/1",
      },
    ]);
    expect(drive({ reply: { ...reply, conversationId: "c2" } }, { name: "Ann" }).effects).toMatchObject([
      { request: { conversationId: "c2" } },
    ]);
  });

  it("goes on, saying so, when there is no conversation", () => {
    const run = drive({ reply }, { name: "Ann" });
    expect(run.state).toMatchObject({ status: "completed", steps: { reply: { output: { sent: false } } } });
  });

  it("fails without content", () => {
    expect(
      drive({ reply: { ...reply, content: "${input.name}" } }, { name: " ", conversationId: "c1" }).state
        .error?.code,
    ).toBe("invalid_message");
  });
});
