package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.Values;
import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.JournalEntry;
import ch.bexioclockodo.sandbox.Table;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** A small world to which things happen, and what must hold in it after every import. */
final class ImportHistory {

  private static final List<String> NAMES =
      List.of("Meier AG", "meier  ag", "Meier GmbH", "Müller", "Mu\u0308ller", "Mueller", "Umbau");
  private static final List<Supplier<Fault>> FAULTS =
      List.of(
          Fault::dropAfterCommit,
          () -> Fault.statusAfterCommit(500),
          Fault::idlessBody,
          Fault::cutBody,
          Fault::dropBeforeCommit,
          () -> Fault.status(422, "not today"),
          () -> Fault.statusBeforeCommit(503));
  private static final List<String> WRITES =
      List.of(
          "POST /v*", "PUT /v*", "POST /v3/customers", "POST /v4/projects", "POST /v4/services");

  /** Longer than the time after which a lost write can no longer land, and than any lease. */
  private static final Duration SETTLED = Duration.ofMinutes(20);

  private final World world;
  private final BothSides sides;
  private final CreatedObjects created;
  private final HandEdits handEdits;
  private final boolean keepsHandEdits;
  private Duration later = Duration.ZERO;
  private int counter;
  private Object preview;

  ImportHistory(World world, boolean keepsHandEdits) {
    this.world = world;
    this.keepsHandEdits = keepsHandEdits;
    sides = new BothSides(world);
    created = new CreatedObjects(sides);
    handEdits = new HandEdits(sides);
  }

  void happens(HistoryStep step) throws Exception {
    int which = step.which();
    int what = step.what();
    switch (step.act()) {
      case ADD_CONTACT -> add(MasterKind.CUSTOMER, what);
      case ADD_PROJECT -> addProject(which, what);
      case ADD_ACTIVITY -> add(MasterKind.SERVICE, what);
      case RENAME -> change(kind(which), what, kind(which).bexioName(), name(what + which));
      case RENUMBER -> renumber(which % 2 == 0 ? MasterKind.CUSTOMER : MasterKind.PROJECT, what);
      case COMMENT -> change(MasterKind.PROJECT, which, "comment", "Bemerkung " + what);
      case BUDGET -> budget(which, what);
      case DATE -> change(MasterKind.PROJECT, which, "start_date", "2026-01-0" + (what % 9 + 1));
      case ARCHIVE_OR_RESTORE -> archive(which);
      case CLOSE_OR_OPEN ->
          change(MasterKind.PROJECT, which, "pr_state_id", what % 2 == 0 ? BothSides.CLOSED : 1);
      case MOVE -> move(which, what);
      case DELETE -> delete(kind(which), what);
      case NAME_BY_HAND -> edit(kind(which), what, "name", "Von Hand " + ++counter);
      case NUMBER_BY_HAND -> edit(kind(which), what, "number", "H" + ++counter);
      case NOTE_BY_HAND -> edit(kind(which), what, "note", "Notiz " + ++counter);
      case ACTIVE_BY_HAND -> turn(kind(which), what);
      case BUDGET_BY_HAND -> edit(MasterKind.PROJECT, what, "budget", budget(1000 + ++counter));
      case CREATE_BY_HAND -> create(kind(which), what);
      case DELETE_BY_HAND -> deleteByHand(kind(which), what);
      case LET_TIME_PASS -> pass(SETTLED);
      case RESTART -> restart();
      case PREVIEW -> preview = world.importAll("Preview", "true").get("plan");
      case APPLY_PREVIEW -> applyPreview();
      case IMPORT -> importNow();
      case IMPORT_WITH_FAULT -> importWithFault(which, what);
      case IMPORT_AND_DIE -> importAndDie(what % 4);
    }
  }

  /**
   * Nothing happens any more but imports: soon there is nothing left to do. What bexio's lists lack
   * for the first time is done by the second run at the earliest.
   */
  void comesToRest() {
    long planned = 1;
    for (int run = 0; run < 2 || run < 3 && planned > 0; run++) {
      pass(SETTLED);
      planned = planned(importNow());
    }
    long writes = writes();
    pass(SETTLED);
    Map<String, Object> last = importNow();

    assertThat(planned(last)).as("what is planned at rest: %s", rows(last)).isZero();
    assertThat(writes()).as("writes after %s", rows(last)).isEqualTo(writes);
    assertNothingOfBexioIsLost(last);
  }

  /**
   * What the connector has created holds what bexio asks for, but for what people have edited and
   * what they are asked about.
   */
  private void assertNothingOfBexioIsLost(Map<String, Object> report) {
    for (MasterKind kind : MasterKind.values()) {
      for (Link link : sides.links(kind)) {
        int id = (int) link.clockodoId();
        if (created.isOurs(kind, id) && !isForAPerson(report, kind, link.bexioId())) {
          sides
              .asked(kind, (int) link.bexioId())
              .forEach(
                  (field, value) ->
                      assertThat(
                              handEdits.isEdited(kind, id, field)
                                  || Values.same(sides.held(kind, id, field), value))
                          .as("%s of %s is %s in bexio: %s", field, link, value, rows(report))
                          .isTrue());
        }
      }
    }
  }

  private static boolean isForAPerson(Map<String, Object> report, MasterKind kind, long bexioId) {
    return World.rows(report).stream()
        .anyMatch(
            row ->
                "DECIDE".equals(row.get("action"))
                    && kind.link().word().equals(((Map<?, ?>) row.get("target")).get("kind"))
                    && ((Number) ((Map<?, ?>) row.get("source")).get("id")).longValue() == bexioId);
  }

  /** A name that clockodo refuses is tried again by each run, for somebody may have freed it. */
  private long writes() {
    return world.sandbox().journal().writes().stream().filter(JournalEntry::committed).count();
  }

  private static long planned(Map<String, Object> report) {
    return count(report, "create")
        + count(report, "update")
        + count(report, "deactivate")
        + count(report, "link");
  }

  private static String rows(Map<String, Object> report) {
    return World.rows(report).toString();
  }

  private Map<String, Object> importNow(String... headers) {
    created.beforeRun();
    Map<String, Object> report = world.importAll(headers);
    world.sandbox().faults().clear();
    assertThat(closes(report)).as("balance of %s", report).isTrue();
    assertHolds();
    handEdits.releaseAgreed();
    return report;
  }

  private void importWithFault(int which, int what) {
    world
        .sandbox()
        .faults()
        .on(WRITES.get(which % WRITES.size()))
        .nth(1 + what % 2)
        .then(FAULTS.get(what % FAULTS.size()).get());
    importNow();
  }

  private void importAndDie(int writes) throws Exception {
    Death death = Death.after(writes, world.connector());
    created.beforeRun();
    world.importAll();
    boolean died = death.happened();
    restart();
    if (died) {
      // Whoever comes next finds the dead run's lock, and waits until its lease has ended.
      pass(Duration.ofMinutes(2));
    }
    assertHolds();
    handEdits.releaseAgreed();
  }

  private void applyPreview() {
    if (preview != null) {
      // What was planned more than a minute ago is compared again before it is carried out.
      pass(Duration.ofMinutes(2));
      importNow("Plan", String.valueOf(preview));
      preview = null;
    }
  }

  private void assertHolds() {
    created.afterRun();
    if (keepsHandEdits) {
      handEdits.assertKept();
    }
  }

  private void pass(Duration length) {
    later = later.plus(length);
    world.clockAdvancesBy(later);
  }

  private void restart() throws IOException {
    world.restart();
    world.clockAdvancesBy(later);
  }

  private static MasterKind kind(int which) {
    return MasterKind.values()[which % MasterKind.values().length];
  }

  /** One of the names that clash, or one that nothing else has. */
  private String name(int what) {
    return what < NAMES.size() ? NAMES.get(what) : "Name " + ++counter;
  }

  private int add(MasterKind kind, int what) {
    ObjectNode row = BothSides.JSON.createObjectNode().put(kind.bexioName(), name(what));
    String number = "N" + ++counter;
    if (kind != MasterKind.SERVICE) {
      row.put("nr", number);
    }
    int id = sides.bexio(kind).insert(row).get("id").asInt();
    created.numbered(kind, id, number);
    return id;
  }

  private void addProject(int which, int what) {
    ObjectNode contact = one(sides.bexio(MasterKind.CUSTOMER).list(), which);
    if (contact != null) {
      int id = add(MasterKind.PROJECT, what);
      update(sides.bexio(MasterKind.PROJECT), id, "contact_id", contact.get("id").asInt());
    }
  }

  private void change(MasterKind kind, int which, String field, Object value) {
    ObjectNode row = one(sides.bexio(kind).list(), which);
    if (row != null) {
      update(sides.bexio(kind), row.get("id").asInt(), field, value);
    }
  }

  private void renumber(MasterKind kind, int which) {
    ObjectNode row = one(sides.bexio(kind).list(), which);
    if (row != null) {
      String number = "N" + ++counter;
      created.numbered(kind, row.get("id").asInt(), number);
      change(kind, which, "nr", number);
    }
  }

  private void budget(int which, int what) {
    change(MasterKind.PROJECT, which, "pr_budget_type_id", 1);
    change(MasterKind.PROJECT, which, "pr_budget_type_amount", what == 0 ? null : "" + what * 100);
  }

  private void archive(int which) {
    ObjectNode contact = one(sides.bexio(MasterKind.CUSTOMER).list(), which);
    if (contact != null) {
      change(MasterKind.CUSTOMER, which, "_archived", !contact.path("_archived").asBoolean());
    }
  }

  private void move(int which, int what) {
    ObjectNode contact = one(sides.bexio(MasterKind.CUSTOMER).list(), what);
    if (contact != null) {
      change(MasterKind.PROJECT, which, "contact_id", contact.get("id").asInt());
    }
  }

  private void delete(MasterKind kind, int which) {
    ObjectNode row = one(sides.bexio(kind).list(), which);
    if (row != null) {
      sides.bexio(kind).remove(row.get("id").asInt());
    }
  }

  /** An object whose answer was lost is only found by what was sent, so its name stays. */
  private void edit(MasterKind kind, int which, String field, Object value) {
    List<ObjectNode> objects =
        sides.clockodo(kind).list().stream()
            .filter(object -> !created.isUnlinked(kind, object.get("id").asInt()))
            .toList();
    ObjectNode object = one(objects, which);
    if (object != null) {
      int id = object.get("id").asInt();
      update(sides.clockodo(kind), id, field, value);
      handEdits.noted(kind, id, field, value);
    }
  }

  private void turn(MasterKind kind, int which) {
    ObjectNode object = one(sides.clockodo(kind).list(), which);
    if (object != null) {
      edit(kind, which, "active", !object.get("active").asBoolean());
    }
  }

  /** clockodo takes no name twice, for projects under one customer. */
  private void create(MasterKind kind, int what) {
    ObjectNode object = BothSides.JSON.createObjectNode().put("name", name(what));
    ObjectNode namesake = one(sides.bexio(kind).list(), what);
    if (namesake != null && what % 2 == 1) {
      object.put("number", namesake.path("nr").asText(null));
    }
    ObjectNode customer = one(sides.clockodo(MasterKind.CUSTOMER).list(), what);
    if (kind == MasterKind.PROJECT && customer != null) {
      object.put("customers_id", customer.get("id").asInt());
    }
    boolean placed = kind != MasterKind.PROJECT || customer != null;
    boolean taken =
        sides.clockodo(kind).list().stream()
            .anyMatch(
                other ->
                    other.get("name").equals(object.get("name"))
                        && Objects.equals(other.get("customers_id"), object.get("customers_id")));
    if (placed && !taken) {
      sides.clockodo(kind).insert(object);
    }
  }

  private void deleteByHand(MasterKind kind, int which) {
    ObjectNode object = one(sides.clockodo(kind).list(), which);
    if (object != null && !hasProjects(kind, object)) {
      int id = object.get("id").asInt();
      sides.clockodo(kind).remove(id);
      created.deleted(kind, id);
      handEdits.forget(kind, id);
    }
  }

  private boolean hasProjects(MasterKind kind, ObjectNode object) {
    return kind == MasterKind.CUSTOMER
        && sides.clockodo(MasterKind.PROJECT).list().stream()
            .anyMatch(project -> project.get("customers_id").equals(object.get("id")));
  }

  private static Map<String, Object> budget(int amount) {
    return Map.of("monetary", true, "hard", false, "from_subprojects", false, "amount", amount);
  }

  private static void update(Table table, int id, String field, Object value) {
    table.update(
        id, BothSides.JSON.createObjectNode().set(field, BothSides.JSON.valueToTree(value)));
  }

  private static <T> T one(List<T> rows, int which) {
    return rows.isEmpty() ? null : rows.get(which % rows.size());
  }
}
