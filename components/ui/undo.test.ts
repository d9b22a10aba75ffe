import { beforeEach, expect, test, vi } from "vitest";
import { nothingToUndo, undoable, wayBack } from "./undo";

beforeEach(nothingToUndo);

test("the key takes back what was done last, and that once", () => {
  const [first, second] = [vi.fn(), vi.fn()];
  undoable("Undo", first);
  const { action } = undoable("Undo", second);
  wayBack()?.();
  expect(second).toHaveBeenCalledOnce();
  expect(wayBack()).toBeUndefined();
  // The toast that is still there does it no second time.
  action.onClick();
  expect(second).toHaveBeenCalledOnce();
  expect(first).not.toHaveBeenCalled();
});

test("a toast takes back what it tells of, and the key what came after", () => {
  const [first, second] = [vi.fn(), vi.fn()];
  const { action } = undoable("Undo", first);
  undoable("Undo", second);
  action.onClick();
  expect(first).toHaveBeenCalledOnce();
  wayBack()?.();
  expect(second).toHaveBeenCalledOnce();
});

test("what can't be taken back is not passed over for what was done before it", () => {
  undoable("Undo", vi.fn());
  nothingToUndo();
  expect(wayBack()).toBeUndefined();
});
