package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What customers, projects, services and lump sum services have in common, §4. */
abstract class ClockodoMaster {

  static final int LONGEST_NAME = 100;
  static final int LONGEST_NUMBER = 50;
  static final int LONGEST_NOTE = 1000;
  private static final int LARGEST_PAGE = 5000;

  protected final World world;
  protected final ClockodoErrors errors;
  protected final Table table;
  private final String path;
  private final String entryKey;
  private final ClockodoList list;
  private final String[] filters;

  /** Entries refer to the resource by the entry key. */
  ClockodoMaster(
      World world,
      ClockodoErrors errors,
      Table table,
      String path,
      String entryKey,
      String... filters) {
    this.world = world;
    this.errors = errors;
    this.table = table;
    this.path = path;
    this.entryKey = entryKey;
    this.filters = filters;
    this.list = new ClockodoList(table, "data", LARGEST_PAGE, world.clockodoRules(), errors);
  }

  void register(Router router) {
    router.add("GET " + path, this::list);
    router.add("GET " + path + "/{id}", call -> single(call, existing(call)));
    router.add("POST " + path, this::create);
    router.add("PUT " + path + "/{id}", this::edit);
    router.add("DELETE " + path + "/{id}", this::delete);
  }

  /** Checks the fields of a write. */
  protected abstract ObjectNode checked(ClockodoForm form);

  /** The row as it is shown to somebody with all rights; it may be changed. */
  protected abstract ObjectNode view(ObjectNode row);

  /** The keys that a user without elevated rights does not see. */
  protected abstract Set<String> restrictedKeys();

  /** Whether two rows may not have the same name. */
  protected abstract boolean sameScope(ObjectNode one, ObjectNode other);

  /** Whether something else refers to the row. */
  protected boolean used(int id) {
    return anyEntry(id, entry -> true);
  }

  protected final Answer single(Call call, ObjectNode row) {
    return Answer.json(200, Json.object("data", visible(call, row)));
  }

  protected final ObjectNode existing(Call call) {
    ObjectNode row = table.get(call.pathId());
    if (row == null) {
      throw errors.refusal(call, 404);
    }
    return row;
  }

  /** The row of a write: for the owner only, and never of the demo data. */
  protected final ObjectNode editable(Call call) {
    requireOwner(call);
    ObjectNode row = existing(call);
    if (row.path("test_data").asBoolean()) {
      throw refused("CannotModifyDemoData", "Demo data cannot be changed.");
    }
    return row;
  }

  protected final void requireOwner(Call call) {
    if (!ClockodoUsers.isOwner(call.user())) {
      throw errors.refusal(call, 403);
    }
  }

  protected final Refusal refused(String type, String message) {
    return new Refusal(errors.typed(422, type, message));
  }

  private Answer list(Call call) {
    Predicate<ObjectNode> wanted = ClockodoList.filter(call, filters);
    return list.page(
        call, wanted, list.order(call, Set.of("id", "name", "active")), row -> visible(call, row));
  }

  private Answer create(Call call) {
    requireOwner(call);
    ObjectNode row = checked(new ClockodoForm(call, false, errors));
    refuseConflict(row, -1);
    return single(call, table.insert(row));
  }

  private Answer edit(Call call) {
    ObjectNode old = editable(call);
    ObjectNode changes = checked(new ClockodoForm(call, true, errors));
    ObjectNode whole = old.deepCopy();
    whole.setAll(changes);
    refuseConflict(whole, call.pathId());
    boolean archives = old.path("active").asBoolean() && !whole.path("active").asBoolean();
    if (archives && anyEntry(call.pathId(), entry -> !entry.hasNonNull("time_until"))) {
      throw refused("RunningEntriesPreventArchiving", "An entry is running.");
    }
    return single(call, table.update(call.pathId(), changes));
  }

  private Answer delete(Call call) {
    ObjectNode row = editable(call);
    if (row.path("active").asBoolean()) {
      throw refused("HasToBeInactive", "Only inactive resources can be deleted.");
    }
    if (used(call.pathId()) && !call.queryFlag("force")) {
      throw refused("RelationsPreventDeletion", "Other resources refer to this one.");
    }
    if (!call.queryFlag("dry_run")) {
      table.remove(call.pathId());
    }
    return Answer.json(200, Json.object("success", true));
  }

  private ObjectNode visible(Call call, ObjectNode row) {
    ObjectNode view = view(row.deepCopy());
    if (!ClockodoUsers.isOwner(call.user())) {
      view.remove(restrictedKeys());
    }
    ClockodoBillService.hide(view, call, world.clockodoRules());
    return BexioView.stored(view);
  }

  private boolean anyEntry(int id, Predicate<ObjectNode> such) {
    return world.clockodo().table("entries").rows().stream()
        .anyMatch(entry -> entry.path(entryKey).asInt() == id && such.test(entry));
  }

  private void refuseConflict(ObjectNode row, int self) {
    for (ObjectNode other : table.named(row.path("name").asText())) {
      if (other.get("id").intValue() != self && sameScope(row, other)) {
        ObjectNode item =
            ClockodoErrors.item(
                "ResourceConflictFound",
                "There is already a resource with this name.",
                "name",
                Json.object("resources", List.of(Json.object("id", other.get("id")))));
        throw new Refusal(errors.items(world.clockodoRules().conflictStatus(), List.of(item)));
      }
    }
  }
}
