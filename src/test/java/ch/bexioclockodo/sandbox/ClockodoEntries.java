package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;

/** {@code /v2/entries} and the clock, {@code clockodo.md} §5. */
final class ClockodoEntries {

  static final Comparator<ObjectNode> BY_START =
      Comparator.<ObjectNode, String>comparing(row -> row.path("time_since").asText())
          .thenComparing(ClockodoList.BY_ID);

  private static final int LARGEST_PAGE = 1000;
  private static final List<String> BILLABLE = List.of("0", "1", "2", "12");

  private final World world;
  private final ClockodoErrors errors;
  private final Table entries;
  private final ClockodoList list;
  private final ClockodoSelection selection;
  private final ClockodoEntryView view;
  private final ClockodoEntryForm form;

  ClockodoEntries(World world, ClockodoErrors errors) {
    this.world = world;
    this.errors = errors;
    this.entries = world.clockodo().table("entries");
    this.list = new ClockodoList(entries, "entries", LARGEST_PAGE, world.clockodoRules(), errors);
    this.selection = new ClockodoSelection(world);
    this.view = new ClockodoEntryView(world);
    this.form = new ClockodoEntryForm(world);
  }

  void register(Router router) {
    router.add("GET /v2/entries", this::list);
    router.add("GET /v2/entries/{id}", this::single);
    router.add("POST /v2/entries", this::create);
    router.add("PUT /v2/entries/{id}", this::edit);
    router.add("DELETE /v2/entries/{id}", this::delete);
    router.add("GET /v2/clock", this::clock);
  }

  private Answer list(Call call) {
    return list.page(
        call,
        selection.predicate(
            call,
            call.query("time_since"),
            call.query("time_until"),
            ClockodoSelection.filters(call),
            BILLABLE,
            false),
        BY_START,
        row -> view.listed(call, row));
  }

  private Answer single(Call call) {
    return Answer.json(200, Json.object("entry", view.single(call, existing(call))));
  }

  private Answer create(Call call) {
    ObjectNode row = form.created(call);
    String now = ClockodoTime.format(world.clock().now());
    row.put("time_insert", now).put("time_last_change", now);
    return Answer.json(
        200, Json.object("entry", view.single(call, entries.insert(row)), "stopped", null));
  }

  private Answer edit(Call call) {
    ObjectNode old = existing(call);
    refuseDemo(old);
    ObjectNode changes = form.changed(call, old);
    changes.put("time_last_change", ClockodoTime.format(world.clock().now()));
    ObjectNode row = entries.update(call.pathId(), changes);
    return Answer.json(200, Json.object("entry", view.single(call, row), "running", null));
  }

  private Answer delete(Call call) {
    refuseDemo(existing(call));
    entries.remove(call.pathId());
    return Answer.json(200, Json.object("success", true));
  }

  /** The caller's running entry. This route alone shows milliseconds. */
  private Answer clock(Call call) {
    ObjectNode running =
        entries.rows().stream()
            .filter(row -> !row.hasNonNull("time_until") && row.path("type").asInt() == 1)
            .filter(row -> row.path("users_id").equals(call.user().get("id")))
            .findFirst()
            .map(row -> view.single(call, row))
            .orElse(null);
    String now = ClockodoTime.format(world.clock().now());
    int millis = world.clock().now().getNano() / 1_000_000;
    return Answer.json(
        200,
        Json.object(
            "running", running, "current_time", now.replace("Z", String.format(".%03dZ", millis))));
  }

  /** Somebody else's entry is, to a worker, not there. */
  private ObjectNode existing(Call call) {
    ObjectNode row = entries.get(call.pathId());
    if (row == null
        || (!ClockodoUsers.isOwner(call.user())
            && !row.path("users_id").equals(call.user().get("id")))) {
      throw errors.refusal(call, 404);
    }
    return row;
  }

  private static void refuseDemo(ObjectNode row) {
    if (row.path("test_data").asBoolean()) {
      throw new Refusal(ClockodoErrors.version2(403, "Demo data cannot be changed.", List.of()));
    }
  }
}
