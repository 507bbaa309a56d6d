package ch.bexioclockodo.app;

import ch.bexioclockodo.sandbox.Sandbox;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Judges an export by the tables of the sandbox alone: what clockodo holds, what bexio holds. Of
 * the connector's database it believes the links; the ledger is judged too. Twins count as often as
 * they are recorded.
 */
final class ExportJudge {

  /** Opens the connector's database. */
  @FunctionalInterface
  interface Opener {
    Connection open() throws SQLException;
  }

  private record LedgerRow(int entry, String state, Integer timesheet) {
    boolean inDoubt() {
      return state.equals("SENDING") || state.equals("UNKNOWN");
    }
  }

  private final Sandbox sandbox;
  private final Opener database;
  private Predicate<ObjectNode> entriesMeant = entry -> true;
  private Predicate<ObjectNode> timesheetsMeant = timesheet -> true;

  ExportJudge(Sandbox sandbox, Opener database) {
    this.sandbox = sandbox;
    this.database = database;
  }

  static ExportJudge of(World world) {
    return new ExportJudge(world.sandbox(), () -> world.connector().dataSource().getConnection());
  }

  static ExportJudge of(Sandbox sandbox, Distribution distribution) {
    return new ExportJudge(sandbox, distribution::database);
  }

  /** Only entries that begin on these local dates, both included. */
  ExportJudge between(String from, String to) {
    return entries(
        entry ->
            ExpectedTimesheet.date(entry).compareTo(from) >= 0
                && ExpectedTimesheet.date(entry).compareTo(to) <= 0);
  }

  /** Only these entries should be there. */
  ExportJudge entries(Predicate<ObjectNode> meant) {
    entriesMeant = entriesMeant.and(meant);
    return this;
  }

  /** Only these timesheets are ours to judge. */
  ExportJudge timesheets(Predicate<ObjectNode> meant) {
    timesheetsMeant = timesheetsMeant.and(meant);
    return this;
  }

  Verdict verdict() {
    Map<Integer, LedgerRow> ledger = ledger();
    ExpectedTimesheet expected = new ExpectedTimesheet(sandbox, links());
    Map<Integer, Map<String, String>> byEntry = new TreeMap<>();
    for (ObjectNode entry : sandbox.clockodo().table("entries").list()) {
      if (entriesMeant.test(entry)) {
        expected.of(entry).ifPresent(fields -> byEntry.put(entry.get("id").asInt(), fields));
      }
    }
    List<ObjectNode> timesheets =
        sandbox.bexio().table("timesheet").list().stream().filter(timesheetsMeant).toList();
    Verdict verdict = Verdict.empty();
    compare(verdict, byEntry, timesheets, ledger);
    compareLedger(verdict, byEntry, timesheets, ledger);
    return verdict;
  }

  /** Pairs what should be with what is; what remains on either side is named. */
  private static void compare(
      Verdict verdict,
      Map<Integer, Map<String, String>> byEntry,
      List<ObjectNode> timesheets,
      Map<Integer, LedgerRow> ledger) {
    Map<Map<String, String>, Deque<Integer>> waiting = new HashMap<>();
    // Of twins, the one in doubt is the one that may be missing.
    byEntry.forEach(
        (entry, fields) -> {
          Deque<Integer> twins = waiting.computeIfAbsent(fields, f -> new ArrayDeque<>());
          if (isInDoubt(entry, ledger)) {
            twins.addLast(entry);
          } else {
            twins.addFirst(entry);
          }
        });
    List<ObjectNode> unexpected = new ArrayList<>();
    for (ObjectNode timesheet : timesheets) {
      if (waiting.getOrDefault(ExpectedTimesheet.held(timesheet), new ArrayDeque<>()).poll()
          == null) {
        unexpected.add(timesheet);
      }
    }
    List<Integer> missing =
        waiting.values().stream().flatMap(Deque::stream).sorted().collect(Collectors.toList());
    for (ObjectNode timesheet : unexpected) {
      name(verdict, byEntry, missing, timesheet, ledger);
    }
    for (int entry : missing) {
      (isInDoubt(entry, ledger) ? verdict.doubt() : verdict.lost())
          .add("entry " + entry + " " + byEntry.get(entry) + ", ledger: " + ledger.get(entry));
    }
  }

  private static boolean isInDoubt(int entry, Map<Integer, LedgerRow> ledger) {
    return ledger.containsKey(entry) && ledger.get(entry).inDoubt();
  }

  private static void name(
      Verdict verdict,
      Map<Integer, Map<String, String>> byEntry,
      List<Integer> missing,
      ObjectNode timesheet,
      Map<Integer, LedgerRow> ledger) {
    int id = timesheet.get("id").asInt();
    Map<String, String> held = ExpectedTimesheet.held(timesheet);
    Optional<Integer> meant = meant(id, held, byEntry, missing, ledger);
    if (meant.isPresent()) {
      missing.remove(meant.get());
      verdict.wrong().add(difference(meant.get(), byEntry.get(meant.get()), id, held));
    } else if (byEntry.containsValue(held)) {
      verdict.duplicated().add("timesheet " + id + " " + held);
    } else {
      verdict.orphans().add("timesheet " + id + " " + held);
    }
  }

  /** The missing entry of which this is the timesheet: by the ledger, else by an equal text. */
  private static Optional<Integer> meant(
      int id,
      Map<String, String> held,
      Map<Integer, Map<String, String>> byEntry,
      List<Integer> missing,
      Map<Integer, LedgerRow> ledger) {
    return missing.stream()
        .filter(entry -> ledger.containsKey(entry) && is(id, ledger.get(entry)))
        .findFirst()
        .or(
            () ->
                missing.stream()
                    .filter(entry -> !held.get("text").isEmpty())
                    .filter(entry -> byEntry.get(entry).get("text").equals(held.get("text")))
                    .findFirst());
  }

  private static boolean is(int timesheet, LedgerRow row) {
    return row.timesheet() != null && row.timesheet() == timesheet;
  }

  private static String difference(
      int entry, Map<String, String> expected, int timesheet, Map<String, String> held) {
    StringBuilder text = new StringBuilder("entry " + entry + ", timesheet " + timesheet + ":");
    expected.forEach(
        (name, value) -> {
          if (!value.equals(held.get(name))) {
            text.append(' ').append(name).append(" is ").append(held.get(name));
            text.append(" instead of ").append(value).append(';');
          }
        });
    return text.toString();
  }

  /** What the ledger calls exported is there and right, and what is there is in the ledger. */
  private static void compareLedger(
      Verdict verdict,
      Map<Integer, Map<String, String>> byEntry,
      List<ObjectNode> timesheets,
      Map<Integer, LedgerRow> ledger) {
    Map<Integer, ObjectNode> unclaimed =
        timesheets.stream()
            .collect(Collectors.toMap(row -> row.get("id").asInt(), row -> row, (a, b) -> a));
    for (LedgerRow row : ledger.values()) {
      ObjectNode timesheet = row.timesheet() == null ? null : unclaimed.remove(row.timesheet());
      Map<String, String> expected = byEntry.get(row.entry());
      if (row.state().equals("EXPORTED") && expected != null) {
        if (timesheet == null) {
          verdict.ledger().add(row + " is not in bexio");
        } else if (!expected.equals(ExpectedTimesheet.held(timesheet))) {
          verdict.ledger().add(row + " is another entry's timesheet, or an old one");
        }
      }
    }
    List<Map<String, String>> doubtful = new ArrayList<>();
    ledger.values().stream()
        .filter(LedgerRow::inDoubt)
        .filter(row -> byEntry.containsKey(row.entry()))
        .forEach(row -> doubtful.add(byEntry.get(row.entry())));
    for (Iterator<ObjectNode> rest = unclaimed.values().iterator(); rest.hasNext(); ) {
      ObjectNode timesheet = rest.next();
      Map<String, String> held = ExpectedTimesheet.held(timesheet);
      String sentence = "timesheet " + timesheet.get("id") + " is in nobody's row: " + held;
      (doubtful.remove(held) ? verdict.doubt() : verdict.ledger()).add(sentence);
    }
  }

  private Map<String, Map<Integer, Integer>> links() {
    return read(
        "select kind, clockodo_id, bexio_id from bexio_clockodo.link",
        rows -> {
          Map<String, Map<Integer, Integer>> links = new HashMap<>();
          while (rows.next()) {
            links
                .computeIfAbsent(rows.getString(1), kind -> new HashMap<>())
                .put(rows.getInt(2), rows.getInt(3));
          }
          return links;
        });
  }

  private Map<Integer, LedgerRow> ledger() {
    return read(
        "select entry_id, state, timesheet_id from bexio_clockodo.ledger",
        rows -> {
          Map<Integer, LedgerRow> ledger = new TreeMap<>();
          while (rows.next()) {
            Long timesheet = rows.getObject(3, Long.class);
            ledger.put(
                rows.getInt(1),
                new LedgerRow(
                    rows.getInt(1),
                    rows.getString(2),
                    timesheet == null ? null : timesheet.intValue()));
          }
          return ledger;
        });
  }

  @FunctionalInterface
  private interface Reading<T> {
    T of(ResultSet rows) throws SQLException;
  }

  private <T> T read(String sql, Reading<T> reading) {
    try (Connection connection = database.open();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return reading.of(rows);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
