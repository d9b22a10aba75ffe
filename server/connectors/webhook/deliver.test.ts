import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, test } from "vitest";
import { type Received, type Receiver, startReceiver } from "../testing/receiver";
import { deliverWebhook, WEBHOOK_RETRY_SCHEDULE } from "./deliver";

const secret = `whsec_${Buffer.from("a secret of thirty-two bytes....").toString("base64")}`;
const payload = { type: "run.finished", data: { id: "r1", output: { answer: "Grüße ✓" } } };

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function receiver(...args: Parameters<typeof startReceiver>): Promise<Receiver> {
  const started = await startReceiver(...args);
  closing.push(started.close);
  return started;
}

function deliver(url: string, more: { attempt?: number; id?: string } = {}) {
  return deliverWebhook({
    url,
    secret,
    id: "msg_1",
    payload,
    attempt: 1,
    allowPrivateNetwork: true,
    ...more,
  });
}

describe("a delivery", () => {
  test("is signed so that the Standard Webhooks verifier accepts it, and nothing that was changed", async () => {
    const server = await receiver((response) => response.writeHead(204).end());
    const result = await deliver(`${server.url}/hook`);
    expect(result).toMatchObject({ outcome: "delivered", status: 204, responseSnippet: "" });
    const [{ method, path, headers, body }] = server.received as [Received];
    expect({ method, path }).toEqual({ method: "POST", path: "/hook" });
    expect(headers["content-type"]).toBe("application/json");
    expect(new Webhook(secret).verify(body, headers)).toEqual(payload);
    expect(() => new Webhook(secret).verify(body.replace("r1", "r2"), headers)).toThrow();
    expect(() => new Webhook(`whsec_${btoa("another")}`).verify(body, headers)).toThrow();
    expect(() => new Webhook(secret).verify(body, { ...headers, "webhook-id": "msg_2" })).toThrow();
  });

  test("carries the signature that the specification describes", async () => {
    const server = await receiver((response) => response.end());
    await deliver(server.url);
    const [{ headers, body }] = server.received as [Received];
    const key = Buffer.from(secret.slice("whsec_".length), "base64");
    const signed = `msg_1.${headers["webhook-timestamp"]}.${body}`;
    expect(headers["webhook-signature"]).toBe(
      `v1,${createHmac("sha256", key).update(signed).digest("base64")}`,
    );
  });

  test("keeps its id over all attempts", async () => {
    const server = await receiver((response) => response.writeHead(500).end());
    for (const attempt of [1, 2, 3]) await deliver(server.url, { attempt });
    expect(server.received.map(({ headers }) => headers["webhook-id"])).toEqual(["msg_1", "msg_1", "msg_1"]);
    for (const { headers, body } of server.received) new Webhook(secret).verify(body, headers);
  });
});

describe("the receiver's answer decides:", () => {
  test.each([200, 201, 202, 204, 299])("%i is delivered", async (status) => {
    const server = await receiver((response) => response.writeHead(status).end());
    expect(await deliver(server.url)).toMatchObject({ outcome: "delivered", status });
  });

  test.each([301, 302, 307, 308, 400, 401, 404, 409, 429, 500, 502, 503])(
    "%i is tried again",
    async (status) => {
      const server = await receiver((response) =>
        response.writeHead(status, { location: "/next" }).end("no"),
      );
      const result = await deliver(server.url);
      expect(result).toMatchObject({
        outcome: "retry",
        status,
        error: { code: "status" },
        responseSnippet: "no",
      });
      expect(server.received).toHaveLength(1);
    },
  );

  test("410 ends it", async () => {
    const server = await receiver((response) => response.writeHead(410).end());
    const result = await deliver(server.url);
    expect(result).toMatchObject({ outcome: "gone", status: 410 });
    expect(result).not.toHaveProperty("nextAttemptInSeconds");
  });

  test("an answer without an end counts by its status, and its beginning is kept", async () => {
    const server = await receiver((response, { path }) => {
      response.writeHead(path === "/bad" ? 500 : 200);
      const more = () => {
        while (!response.destroyed && response.write("ab\0c".repeat(5000)));
      };
      response.on("drain", more);
      more();
    });
    const good = await deliver(server.url);
    expect(good).toMatchObject({ outcome: "delivered", status: 200 });
    expect(good.responseSnippet).toBe("ab�c".repeat(125));
    expect(await deliver(`${server.url}/bad`)).toMatchObject({ outcome: "retry", status: 500 });
  });

  test("none at all is tried again", async () => {
    const gone = await startReceiver((response) => response.end());
    await gone.close();
    const result = await deliver(gone.url);
    expect(result).toMatchObject({
      outcome: "retry",
      error: { code: "connection" },
      nextAttemptInSeconds: 5,
    });
    expect(result.status).toBeUndefined();
  });

  test.each(["http://169.254.169.254/", "http://127.0.0.1/", "not a url", "ftp://example.com/"])(
    "none can come from %s",
    async (url) => {
      const result = await deliverWebhook({
        url,
        secret,
        id: "m",
        payload,
        attempt: 1,
        allowPrivateNetwork: false,
      });
      expect(result).toMatchObject({ outcome: "rejected" });
      expect(result.error?.code).toMatch(/blocked_address|invalid_url/);
    },
  );
});

describe("attempts", () => {
  test("follow the Standard Webhooks schedule, ten of them over about three days", async () => {
    expect(WEBHOOK_RETRY_SCHEDULE).toEqual([0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]);
    const server = await receiver((response) => response.writeHead(500).end());
    const delays: unknown[] = [];
    for (let attempt = 1; attempt <= 10; attempt++) {
      delays.push((await deliver(server.url, { attempt })).nextAttemptInSeconds);
    }
    expect(delays).toEqual([...WEBHOOK_RETRY_SCHEDULE.slice(1), null]);
  });

  test("wait longer when the receiver asks for it", async () => {
    const server = await receiver((response) => response.writeHead(429, { "retry-after": "120" }).end());
    expect(await deliver(server.url, { attempt: 1 })).toMatchObject({ nextAttemptInSeconds: 120 });
    expect(await deliver(server.url, { attempt: 3 })).toMatchObject({ nextAttemptInSeconds: 1800 });
    expect(await deliver(server.url, { attempt: 10 })).toMatchObject({ nextAttemptInSeconds: null });
  });
});

test("a secret that is none is an error of ours, not of the receiver", async () => {
  const sent = deliverWebhook({ url: "http://127.0.0.1:9/", secret: "whsec_", id: "m", payload, attempt: 1 });
  await expect(sent).rejects.toThrow("Secret can't be empty");
});
