package ch.bexioclockodo.app;

import ch.bexioclockodo.sandbox.Table;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people do between two nights. Each entry is known by a number in its text, which no edit
 * takes away, so that its timesheets are found in bexio without the connector's ledger.
 */
final class NightlyEdits {

  /** What may happen; {@code BY_HAND} is done to a timesheet in bexio. */
  enum Act {
    RECORD,
    RECORD_A_TWIN,
    START,
    STOP,
    CHANGE_LENGTH,
    MOVE_TO_A_DAY,
    MOVE_TO_A_PROJECT,
    GIVE_TO_A_COLLEAGUE,
    DESCRIBE_ANEW,
    TURN_BILLABLE,
    DELETE,
    DELETE_AND_RECORD_AGAIN,
    INVOICE_BY_HAND,
    DESCRIBE_BY_HAND,
    DELETE_BY_HAND
  }

  private static final Pattern TOKEN = Pattern.compile("Arbeit \\d{6}");
  private static final Instant FIRST = Instant.parse("2026-09-01T05:00:00Z");
  private static final int DAYS = 29;
  private static final int INVOICED = 4;

  private final ExportNightsWorld world;
  private final Random random;
  private final Map<String, Set<Integer>> everRecorded = new HashMap<>();
  private final Map<Integer, ObjectNode> leftByHand = new HashMap<>();
  private final Set<String> inHands = new HashSet<>();
  private final Set<String> touched = new TreeSet<>();
  private final Set<Integer> present = new HashSet<>();
  private final Set<Integer> gone = new HashSet<>();
  private int recorded;

  NightlyEdits(ExportNightsWorld world, Random random) {
    this.world = world;
    this.random = random;
    remember();
  }

  /** The number in a text by which an entry and its timesheets are known. */
  static String token(ObjectNode row) {
    Matcher matcher = TOKEN.matcher(row.path("text").asText(""));
    return matcher.find() ? matcher.group() : "";
  }

  /** Whether a person has touched its timesheets, so that they are not judged any more. */
  boolean isInHands(ObjectNode row) {
    return inHands.contains(token(row));
  }

  /**
   * An entry that has taken the place of a deleted one has its timesheet too, and is in the hands
   * of whoever has touched that.
   */
  void takenPlace(int entryId, int timesheetId) {
    ObjectNode timesheet = world.timesheets().get(timesheetId);
    if (timesheet != null) {
      handOn(entryId, token(timesheet));
    }
  }

  /** The same, when the timesheet is gone. */
  void takenPlaceOf(int entryId, int formerEntryId) {
    everRecorded.forEach(
        (token, ids) -> {
          if (ids.contains(formerEntryId)) {
            handOn(entryId, token);
          }
        });
  }

  private void handOn(int entryId, String token) {
    ObjectNode entry = world.entries().get(entryId);
    if (entry != null && inHands.contains(token)) {
      inHands.add(token(entry));
    }
  }

  List<String> tokens() {
    return everRecorded.keySet().stream().sorted().toList();
  }

  /** The numbers of what was edited in clockodo since this was asked last. */
  List<String> touched() {
    List<String> since = List.copyOf(touched);
    touched.clear();
    return since;
  }

  /** How many entries ever had this number in their text. */
  int everRecorded(String token) {
    return everRecorded.getOrDefault(token, Set.of()).size();
  }

  /** Timesheets that people have edited, as they left them, by id. */
  Map<Integer, ObjectNode> leftByHand() {
    return leftByHand;
  }

  /**
   * Takes note of all entries there are; a fault may have added some. One that comes back under the
   * id of a deleted one is for a person, who has to say whether it is the same.
   */
  void remember() {
    Set<Integer> before = Set.copyOf(present);
    present.clear();
    world.entries().list().forEach(entry -> present.add(entry.get("id").asInt()));
    before.stream().filter(id -> !present.contains(id)).forEach(gone::add);
    for (ObjectNode entry : world.entries().list()) {
      if (gone.contains(entry.get("id").asInt())) {
        inHands.add(token(entry));
      }
      everRecorded
          .computeIfAbsent(token(entry), token -> new HashSet<>())
          .add(entry.get("id").asInt());
    }
  }

  /** Does it to a row drawn by lot; what was done, for whoever reads the history. */
  String happens(Act act) {
    ObjectNode entry = one(world.entries().list());
    if (entry == null && act != Act.RECORD) {
      return act + ": nothing there";
    }
    String done =
        switch (act) {
          case RECORD ->
              record("Arbeit 1" + String.format("%05d", ++recorded), random.nextBoolean());
          case RECORD_A_TWIN -> insert(entry.deepCopy());
          case START -> start();
          case STOP -> stop();
          case CHANGE_LENGTH -> length(entry);
          case MOVE_TO_A_DAY -> moveToADay(entry);
          case MOVE_TO_A_PROJECT -> change(entry, project());
          case GIVE_TO_A_COLLEAGUE -> change(entry, colleague());
          case DESCRIBE_ANEW -> describeAnew(entry);
          case TURN_BILLABLE ->
              change(entry, row().put("billable", 1 - entry.get("billable").asInt() % 2));
          case DELETE -> delete(entry);
          case DELETE_AND_RECORD_AGAIN -> delete(entry) + insert(entry.deepCopy());
          case INVOICE_BY_HAND -> byHand(row().put("status_id", INVOICED));
          case DESCRIBE_BY_HAND -> byHand(null);
          case DELETE_BY_HAND -> deleteByHand();
        };
    remember();
    return act + " " + done;
  }

  /** What bexio has refused is looked at by somebody, who describes it anew. */
  String describedAnew(int id) {
    return describeAnew(world.entries().get(id));
  }

  private String describeAnew(ObjectNode entry) {
    return change(entry, row().put("text", token(entry) + " neu " + random.nextInt(1000)));
  }

  private String record(String text, boolean toTheMinute) {
    Instant since = time(toTheMinute);
    Instant until =
        since
            .plus(Duration.ofMinutes(1 + random.nextInt(240)))
            .plusSeconds(toTheMinute ? 0 : random.nextInt(60));
    ObjectNode entry = one(world.entries().list());
    ObjectNode row =
        (entry == null ? row().put("type", 1).put("services_id", 7101) : entry.deepCopy());
    row.setAll(project());
    row.setAll(colleague());
    row.put("text", text).put("billable", 1);
    return insert(between(row, since, until));
  }

  private Instant time(boolean toTheMinute) {
    return FIRST
        .plus(random.nextInt(DAYS), ChronoUnit.DAYS)
        .plus(random.nextInt(12 * 60), ChronoUnit.MINUTES)
        .plusSeconds(toTheMinute ? 0 : random.nextInt(60));
  }

  private static ObjectNode between(ObjectNode row, Instant since, Instant until) {
    return row.put("time_since", since.toString())
        .put("time_until", until.toString())
        .put("duration", Duration.between(since, until).toSeconds());
  }

  private String start() {
    ObjectNode row = one(world.entries().list()).deepCopy();
    row.put("text", "Arbeit 1" + String.format("%05d", ++recorded));
    return insert(row.putNull("time_until").putNull("duration"));
  }

  private String stop() {
    for (ObjectNode entry : world.entries().list()) {
      if (!entry.hasNonNull("time_until")) {
        return length(entry);
      }
    }
    return "nothing runs";
  }

  private String length(ObjectNode entry) {
    Instant since = Instant.parse(entry.get("time_since").asText());
    return change(entry, between(row(), since, since.plusSeconds(60L + random.nextInt(20_000))));
  }

  private String moveToADay(ObjectNode entry) {
    if (!entry.hasNonNull("time_until")) {
      return "it runs";
    }
    Instant since = time(true);
    return change(entry, between(row(), since, since.plusSeconds(entry.get("duration").asLong())));
  }

  private ObjectNode project() {
    ObjectNode project = one(world.world().sandbox().clockodo().table("projects").list());
    ObjectNode change = row();
    change.set("projects_id", project.get("id"));
    change.set("customers_id", project.get("customers_id"));
    return change;
  }

  private ObjectNode colleague() {
    ObjectNode change = row();
    change.set("users_id", one(world.world().sandbox().clockodo().table("users").list()).get("id"));
    change.set(
        "services_id", one(world.world().sandbox().clockodo().table("services").list()).get("id"));
    return change;
  }

  private String insert(ObjectNode row) {
    row.remove("id");
    ObjectNode inserted = world.entries().insert(touched(row));
    touched.add(token(inserted));
    return inserted.get("id") + " " + inserted.get("text");
  }

  private String change(ObjectNode entry, ObjectNode changes) {
    world.entries().update(entry.get("id").asInt(), touched(changes));
    touched.add(token(entry));
    return entry.get("id") + " " + entry.get("text") + ": " + changes;
  }

  private String delete(ObjectNode entry) {
    world.entries().remove(entry.get("id").asInt());
    return entry.get("id") + " " + entry.get("text") + " ";
  }

  private ObjectNode touched(ObjectNode row) {
    Instant now = world.world().sandbox().clock().now();
    return row.put("time_last_change", now.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** Without changes given, the text is changed. */
  private String byHand(ObjectNode changes) {
    Table timesheets = world.timesheets();
    ObjectNode timesheet = one(timesheets.list());
    if (timesheet == null) {
      return "no timesheet";
    }
    int id = timesheet.get("id").asInt();
    ObjectNode left =
        timesheets.update(
            id,
            changes == null
                ? row().put("text", timesheet.path("text").asText() + " (von Hand)")
                : changes);
    leftByHand.put(id, left);
    inHands.add(token(timesheet));
    return "timesheet " + id + " " + left.get("text");
  }

  /** One of which the answer was lost may be sent again, for nobody can know that it was there. */
  private String deleteByHand() {
    ObjectNode timesheet = one(world.timesheets().list());
    if (timesheet == null || !world.isInTheLedger(timesheet.get("id").asInt())) {
      return "no timesheet";
    }
    world.timesheets().remove(timesheet.get("id").asInt());
    leftByHand.remove(timesheet.get("id").asInt());
    inHands.add(token(timesheet));
    return "timesheet " + timesheet.get("id") + " " + timesheet.get("text");
  }

  private static ObjectNode row() {
    return BothSides.JSON.createObjectNode();
  }

  private <T> T one(List<T> of) {
    return of.isEmpty() ? null : of.get(random.nextInt(of.size()));
  }
}
