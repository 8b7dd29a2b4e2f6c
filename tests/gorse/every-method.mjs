// Calls every method of gorsejs against a running server: node every-method.mjs ADDRESS [KEY]
import assert from "node:assert/strict";
import gorsejs from "gorsejs";

const [endpoint, secret = ""] = process.argv.slice(2);
const client = new gorsejs.Gorse({ endpoint, secret });
const called = new Set();
const gorse = new Proxy(client, {
  get(target, name) {
    if (typeof target[name] !== "function") return target[name];
    called.add(name);
    return target[name].bind(target);
  },
});

// The client puts ids into paths as they are, so what a path cannot hold is escaped by the caller.
const ming = encodeURIComponent("小明");
const tea = encodeURIComponent("茶具");
const fresh = encodeURIComponent("新品");

async function fails(promise, code) {
  await assert.rejects(promise, (fault) => fault instanceof gorsejs.GorseException && fault.code === code, `expected ${code}`);
}

const day = (n) => `2024-05-${String(n).padStart(2, "0")}T00:00:00Z`;
const item = (n, more = {}) => ({ ItemId: `g${n}`, IsHidden: false, Timestamp: day(n), Categories: ["茶具"], Labels: ["青瓷", "手工"], Comment: `青瓷茶杯 ${n} 号`, ...more });
const feedback = (type, user, n, at = 20) => ({ FeedbackType: type, UserId: user, ItemId: `g${n}`, Timestamp: day(at) });

// users
assert.equal(await gorse.insertUser({ UserId: "小明", Labels: ["杭州"], Comment: "老客户" }), 1);
assert.deepEqual(await gorse.getUser(ming), { UserId: "小明", Labels: ["杭州"], Comment: "老客户" });
assert.equal(await gorse.insertUsers([{ UserId: "g-anna" }, { UserId: "g-ben", Labels: { city: "上海", sizes: [38, 39] } }]), 2);
assert.deepEqual((await gorse.getUser("g-ben")).Labels, { city: "上海", sizes: [38, 39] });
assert.equal(await gorse.updateUser(ming, { Comment: "新地址" }), 1);
assert.deepEqual(await gorse.getUser(ming), { UserId: "小明", Labels: ["杭州"], Comment: "新地址" });
assert.equal(await gorse.updateUser("nobody", { Comment: "x" }), 1);
await fails(gorse.getUser("nobody"), 404);
await fails(gorse.insertUser({ UserId: "g-bad", Labels: [1, "two"] }), 400);

const users = [];
for (let Cursor; Cursor !== ""; ) {
  const page = await gorse.getUsers({ n: 100, Cursor });
  users.push(...page.Users.map((user) => user.UserId));
  Cursor = page.Cursor;
}
assert.equal(new Set(users).size, users.length);
for (const id of ["小明", "g-anna", "g-ben"]) assert.ok(users.includes(id));

// items
assert.equal(await gorse.upsertItem(item(1)), 1);
assert.deepEqual(await gorse.getItem("g1"), { ItemId: "g1", IsHidden: false, Categories: ["茶具"], Timestamp: day(1), Labels: ["青瓷", "手工"], Comment: "青瓷茶杯 1 号" });
assert.equal(await gorse.upsertItems([2, 3, 4, 5, 6].map((n) => item(n))), 5);
assert.equal(await gorse.updateItem("g2", { Comment: "紫砂壶" }), 1);
assert.equal((await gorse.getItem("g2")).Comment, "紫砂壶");
assert.deepEqual((await gorse.getItem("g2")).Categories, ["茶具"]);
assert.equal(await gorse.insertItemCategory("g2", fresh), 1);
assert.deepEqual((await gorse.getItem("g2")).Categories, ["茶具", "新品"]);
assert.deepEqual((await gorse.getLatest({ category: fresh })).map((each) => each.Id), ["g2"]);
assert.equal(await gorse.deleteItemCategory("g2", fresh), 1);
assert.deepEqual((await gorse.getItem("g2")).Categories, ["茶具"]);
await fails(gorse.getItem("g99"), 404);
const items = [];
for (let Cursor; Cursor !== ""; ) {
  const page = await gorse.getItems({ n: 70, Cursor });
  items.push(...page.Items.map((each) => each.ItemId));
  Cursor = page.Cursor;
}
assert.equal(new Set(items).size, items.length);
assert.ok(items.includes("g6"));

// feedback
assert.equal(await gorse.insertFeedbacks([feedback("read", "小明", 1), feedback("like", "小明", 2), feedback("read", "g-anna", 1), feedback("read", "g-anna", 3), feedback("read", "g-anna", 4)]), 5);
assert.equal((await gorse.getUserFeedback(ming)).length, 2);
assert.equal((await gorse.getUserFeedbackByType(ming, "like"))[0].ItemId, "g2");
assert.equal((await gorse.getItemFeedback("g1")).length, 2);
assert.equal((await gorse.getItemFeedbackByType("g1", "like")).length, 0);
await gorse.insertFeedbacks([{ ...feedback("read", "小明", 1, 18), Value: 2 }, { ...feedback("read", "g-ben", 1), Value: 1 }]);
await gorse.insertFeedbacks([{ ...feedback("read", "小明", 1, 25), Value: 3 }]);
const added = await gorse.getFeedback({ type: "read", userId: ming, itemId: "g1" });
assert.deepEqual([added.Value, added.Timestamp, added.Updated], [5, day(18), day(25)]);
assert.equal((await gorse.getUserFeedbackByType(ming, "read>=5")).length, 1);
assert.equal((await gorse.getUserFeedbackByType(ming, "read>5")).length, 0);
assert.equal(await gorse.upsertFeedbacks([{ ...feedback("read", "小明", 1, 22), Value: 1 }]), 1);
const over = await gorse.getFeedback({ type: "read", userId: ming, itemId: "g1" });
assert.deepEqual([over.Value, over.Timestamp], [1, day(22)]);
assert.ok((await gorse.getFeedbacks(undefined, { n: 3 })).Feedback.length === 3);
const reads = [];
for (let Cursor; Cursor !== ""; ) {
  const page = await gorse.getFeedbacks("read", { n: 2, Cursor });
  reads.push(...page.Feedback.map((each) => `${each.UserId}/${each.ItemId}`));
  Cursor = page.Cursor;
}
assert.deepEqual(reads.sort(), ["g-anna/g1", "g-anna/g3", "g-anna/g4", "g-ben/g1", "小明/g1"].sort());
assert.deepEqual(await gorse.deleteFeedback({ type: "like", userId: ming, itemId: "g2" }), { RowAffected: 1 });
assert.deepEqual(await gorse.getFeedback({ type: "like", userId: ming, itemId: "g2" }), {});

// lists
const popular = await gorse.getPopular({ category: tea, cursorOptions: { n: 2 } });
assert.deepEqual(popular[0], { Id: "g1", Score: 3 });
assert.equal(popular.length, 2);
const latest = await gorse.getLatest({ category: tea, cursorOptions: { n: 2, offset: 1 } });
assert.deepEqual(latest.map((each) => each.Id), ["g5", "g4"]);
assert.equal(latest[0].Score, Date.parse(day(5)) / 1000);
assert.ok(Array.isArray(await gorse.getLatest({})));
const list = await gorse.getRecommend({ userId: ming, category: tea, cursorOptions: { n: 3 } });
assert.equal(list.length, 3);
for (const id of list) assert.equal(typeof id, "string");
assert.ok(!list.includes("g1"), "what was read is not recommended");
const next = await gorse.getRecommend({ userId: ming, category: tea, cursorOptions: { n: 3, offset: 3 } });
assert.equal(new Set([...list, ...next]).size, list.length + next.length);
const first = await gorse.getRecommend({ userId: "g-ben", category: tea, writeBackType: "seen", writeBackDelay: "10m", cursorOptions: { n: 2 } });
assert.deepEqual(await gorse.getRecommend({ userId: "g-ben", category: tea, cursorOptions: { n: 2 } }), first, "not due yet");
const written = await gorse.getRecommend({ userId: "g-ben", category: tea, writeBackType: "seen", cursorOptions: { n: 2 } });
const after = await gorse.getRecommend({ userId: "g-ben", category: tea, cursorOptions: { n: 10 } });
for (const id of written) assert.ok(!after.includes(id), "what was written back is not recommended again");
assert.equal((await gorse.getRecommend({ userId: "g-anna" })).length, 10);
const near = await gorse.getItemNeighbors({ itemId: "g1", cursorOptions: { n: 5 } });
assert.ok(near.length > 0 && near.every((each) => each.Id !== "g1" && each.Score > 0), "items with users in common");
const alike = await gorse.getUserNeighbors({ userId: ming });
assert.deepEqual(alike.map((each) => each.Id).sort(), ["g-anna", "g-ben"]);
assert.ok(alike[0].Score >= alike[1].Score);
const known = items.find((id) => !id.startsWith("g"));
if (known) {
  const session = await gorse.getSessionRecommend([{ FeedbackType: "read", UserId: "", ItemId: known, Timestamp: day(20) }], { cursorOptions: { n: 4 } });
  assert.equal(session.length, 4);
  assert.ok(session.every((each) => each.Id !== known && typeof each.Score === "number"));
  assert.equal((await gorse.getItemNeighbors({ itemId: known, cursorOptions: { n: 4 } })).length, 4);
} else {
  assert.ok(Array.isArray(await gorse.getSessionRecommend([])));
}

// a hidden item leaves the lists at once
await gorse.updateItem("g6", { IsHidden: true });
assert.ok(!(await gorse.getLatest({ category: tea })).some((each) => each.Id === "g6"));
assert.ok(!(await gorse.getRecommend({ userId: ming, category: tea })).includes("g6"));

// what is taken away
assert.equal(await gorse.deleteItem("g5"), 1);
await fails(gorse.getItem("g5"), 404);
assert.ok(!(await gorse.getRecommend({ userId: ming, category: tea })).includes("g5"));
assert.equal(await gorse.deleteUser(ming), 1);
await fails(gorse.getUser(ming), 404);
assert.deepEqual(await gorse.getUserFeedback(ming), []);
assert.equal(await gorse.deleteUser("nobody"), 1);

const methods = Object.getOwnPropertyNames(gorsejs.Gorse.prototype).filter((name) => name !== "constructor");
assert.deepEqual(methods.filter((name) => !called.has(name)), [], "every method is called");
console.log(`${methods.length} methods`);
