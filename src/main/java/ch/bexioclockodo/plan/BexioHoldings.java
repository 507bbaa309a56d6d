package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Timesheet;
import ch.bexioclockodo.ledger.EchoRule;
import ch.bexioclockodo.ledger.LedgerRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * What bexio holds in a window, held against the ledger: which of our timesheets are there, which
 * of them somebody has changed, invoiced or closed, and which are nobody's. Only what is unusual is
 * kept.
 */
public final class BexioHoldings {

  private final EchoRule rule;
  private final Set<Integer> lockedStatuses;
  private final LocalDate from;
  private final LocalDate to;
  private final Roaring64Bitmap present = new Roaring64Bitmap();
  private final Map<Long, Standing> unusual = new HashMap<>();
  private final Map<String, List<Timesheet>> foreign = new HashMap<>();
  private final Map<Long, Timesheet> reserved = new HashMap<>();
  private LongPredicate toReserve = id -> false;

  /**
   * How one of our timesheets stands in bexio.
   *
   * @param there what bexio holds, or null when it was deleted by hand
   * @param touched the fields that somebody has changed by hand
   * @param locked whether it is invoiced or closed
   */
  public record Standing(Timesheet there, List<String> touched, boolean locked) {

    /** As it was written last. */
    boolean isAsWritten() {
      return there != null && touched.isEmpty() && !locked;
    }

    boolean isGone() {
      return there == null;
    }
  }

  /**
   * @param from first local date of the window; a day more on each side counts as near enough
   */
  public BexioHoldings(EchoRule rule, Set<Integer> lockedStatuses, LocalDate from, LocalDate to) {
    this.rule = rule;
    this.lockedStatuses = Set.copyOf(lockedStatuses);
    this.from = from.minusDays(1);
    this.to = to.plusDays(1);
  }

  /** Everything is forgotten, because the list is read again. */
  public void startAgain() {
    present.clear();
    unusual.clear();
    foreign.clear();
    reserved.clear();
  }

  /**
   * Takes a page of bexio's timesheets.
   *
   * @param ours the ledger's rows behind them, by timesheet id
   */
  public void take(List<Timesheet> page, Map<Long, LedgerRow> ours) {
    for (Timesheet timesheet : page) {
      if (present.contains(timesheet.id())) {
        continue;
      }
      present.addLong(timesheet.id());
      LedgerRow row = ours.get(timesheet.id());
      if (row == null) {
        addForeign(timesheet);
      } else {
        hold(row, timesheet);
      }
    }
  }

  /** Takes what stands under the id of a timesheet that no list has shown; null when nothing. */
  public void answered(LedgerRow row, Timesheet there) {
    present.addLong(row.timesheetId());
    if (there == null) {
      unusual.put(row.timesheetId(), new Standing(null, List.of(), false));
    } else {
      hold(row, there);
    }
  }

  /** Whether it must be asked for by its id, since no list has shown it. */
  public boolean isMissing(LedgerRow row) {
    return row.inBexio() && !present.contains(row.timesheetId());
  }

  private void hold(LedgerRow row, Timesheet there) {
    Timesheet held = row.held();
    List<String> fields = new ArrayList<>(Timesheet.WRITABLE);
    fields.remove("status_id");
    List<String> touched = rule.differences(held, there, fields);
    boolean locked = lockedStatuses.contains(there.statusId());
    if (!touched.isEmpty() || locked || held.statusId() != there.statusId()) {
      unusual.put(row.timesheetId(), new Standing(there.writable(), touched, locked));
    }
  }

  /** How the timesheet of a ledger row stands. */
  public Standing of(LedgerRow row) {
    Standing standing = unusual.get(row.timesheetId());
    return standing == null ? new Standing(row.held().writable(), List.of(), false) : standing;
  }

  /** Keeps timesheets that are nobody's for the entries that a person has named. */
  public void reserve(LongPredicate wanted) {
    toReserve = wanted;
  }

  /** A timesheet that is nobody's and was reserved. */
  Optional<Timesheet> reserved(long id) {
    return Optional.ofNullable(reserved.get(id));
  }

  private void addForeign(Timesheet timesheet) {
    if (toReserve.test(timesheet.id())) {
      reserved.put(timesheet.id(), timesheet);
      return;
    }
    LocalDate date = timesheet.date();
    if (date != null && !date.isBefore(from) && !date.isAfter(to)) {
      foreign.computeIfAbsent(signature(timesheet), key -> new ArrayList<>()).add(timesheet);
    }
  }

  /**
   * A timesheet that is nobody's and equals what is to be sent in who, for whom, what and when; it
   * answers for one entry only. Its text may be another, since whoever wrote it may have put it
   * differently; one that bears the entry's marker, or the same text, comes first.
   *
   * @param marked whether a text bears the entry's marker
   */
  public Optional<Timesheet> claimEqual(Timesheet planned, Predicate<String> marked) {
    List<Timesheet> equal = foreign.getOrDefault(signature(planned), List.of());
    Optional<Timesheet> chosen =
        equal.stream()
            .filter(there -> marked.test(there.text()))
            .findFirst()
            .or(() -> equal.stream().filter(there -> isSameText(planned, there)).findFirst())
            .or(() -> equal.stream().findFirst());
    chosen.ifPresent(equal::remove);
    return chosen;
  }

  /**
   * What is nobody's, was claimed for nobody, and equals what was planned as well as its choice.
   */
  List<Timesheet> asEqual(Timesheet planned, Timesheet chosen) {
    boolean byText = isSameText(planned, chosen);
    return foreign.getOrDefault(signature(planned), List.of()).stream()
        .filter(other -> !byText || isSameText(planned, other))
        .toList();
  }

  private boolean isSameText(Timesheet one, Timesheet other) {
    return rule.differences(one, other, List.of("text")).isEmpty();
  }

  /** The highest id that was seen: what is above it has come since. */
  public long highest() {
    return present.isEmpty() ? 0 : present.last();
  }

  /** To the minute, since whoever wrote it may not have kept the seconds. */
  static String signature(Timesheet timesheet) {
    Map<String, Object> parts = new LinkedHashMap<>();
    for (String id : List.of("user_id", "contact_id", "pr_project_id", "client_service_id")) {
      parts.put(id, timesheet.number(id));
    }
    Map<String, Object> tracking = timesheet.tracking();
    for (String time : List.of("start", "end", "date", "duration")) {
      Object value = tracking.get(time);
      parts.put(time, value == null ? null : cut(String.valueOf(value)));
    }
    return parts.toString();
  }

  private static String cut(String time) {
    int minutes = "2026-09-01 08:00".length();
    return time.length() > minutes ? time.substring(0, minutes) : time;
  }
}
