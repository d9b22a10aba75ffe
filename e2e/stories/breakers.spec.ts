import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { endOf } from "@/e2e/support/bot";
import { expect, test } from "@/e2e/support/story";
import { post, unique } from "@/e2e/support/workspace";

test("a host that fails is given a rest, and let through again when somebody says so", async ({
  workspace,
  visit,
}) => {
  const { api, owner } = workspace;
  let status = 500;
  const shop = createServer((_request, answer) => answer.writeHead(status).end("{}")).listen(0, "localhost");
  await once(shop, "listening");
  const target = `localhost:${(shop.address() as AddressInfo).port}`;
  const call = {
    kind: "http",
    method: "GET",
    url: `http://${target}/stock`,
    retry: { attempts: 1 },
    next: "done",
  };
  const workflow = `stock-${unique()}`;
  const definition = { title: "Stock", start: "call", steps: { call, done: { kind: "end" } } };
  await expect(await api.put(`workflows/${workflow}`, { data: definition })).toBeOK();
  const start = () => post(api, "runs", { workflow, input: {} });

  const page = await visit(owner, "/runs/breakers");
  await expect(page.getByText("Every host answers")).toBeVisible();
  for (let failures = 0; failures < 5; failures++) await start();
  const row = page.getByRole("list", { name: "Circuit breakers" }).getByRole("listitem");
  await expect(row).toContainText("Holds calls back");
  await expect(row).toContainText(target);
  status = 200;
  await row.getByRole("button", { name: "Let calls through" }).click();
  const confirm = page.getByRole("alertdialog", { name: `Let calls to ${target} through again?` });
  await confirm.getByRole("button", { name: "Let calls through" }).click();
  await expect(page.getByText(`Calls to ${target} go through again`)).toBeVisible();
  await expect(page.getByText("Holds calls back")).toHaveCount(0);
  // Another process may go on holding calls back for a moment.
  await expect(async () => {
    const { id } = await start();
    expect((await endOf(api, id)).status).toBe("completed");
  }).toPass();
  shop.close();
});
