package ch.bexioclockodo.ledger;

import ch.bexioclockodo.bexio.Timesheet;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds creates of unknown outcome against what bexio has: each timesheet answers for one create at
 * most, so twins are told apart by their number.
 */
public final class ReadBack {

  private final EchoRule rule;
  private final Set<Long> claimed;

  /**
   * @param claimed timesheets that belong to other entries
   */
  public ReadBack(EchoRule rule, Set<Long> claimed) {
    this.rule = rule;
    this.claimed = new HashSet<>(claimed);
  }

  /**
   * Which timesheet each create became, as far as one is exactly what was sent; the lowest entry
   * takes the lowest timesheet.
   */
  public Map<Doubt, Timesheet> exact(List<Doubt> creates, List<Timesheet> there) {
    List<Timesheet> ascending =
        there.stream().sorted(Comparator.comparingLong(Timesheet::id)).toList();
    Map<Doubt, Timesheet> found = new LinkedHashMap<>();
    creates.stream()
        .sorted(Comparator.comparingLong(Doubt::entryId))
        .forEach(
            create ->
                first(create, ascending)
                    .ifPresent(
                        timesheet -> {
                          claimed.add(timesheet.id());
                          found.put(create, timesheet);
                        }));
    return found;
  }

  private Optional<Timesheet> first(Doubt create, List<Timesheet> ascending) {
    return ascending.stream()
        .filter(timesheet -> isFree(create, timesheet))
        .filter(timesheet -> rule.same(create.sent(), timesheet))
        .findFirst();
  }

  /**
   * What might be it although it is not what was sent: nobody's, of the same user, on the same or
   * an adjacent day.
   */
  public List<Timesheet> near(Doubt create, List<Timesheet> there) {
    List<Timesheet> near = new ArrayList<>();
    LocalDate day = create.sent().date();
    for (Timesheet timesheet : there) {
      boolean sameUser =
          timesheet.userId() != null && timesheet.userId().equals(create.sent().userId());
      if (isFree(create, timesheet) && sameUser && isClose(day, timesheet.date())) {
        near.add(timesheet);
      }
    }
    return near;
  }

  private boolean isFree(Doubt create, Timesheet timesheet) {
    return timesheet.id() > create.watermark() && !claimed.contains(timesheet.id());
  }

  private static boolean isClose(LocalDate one, LocalDate other) {
    return one == null || other == null || Math.abs(ChronoUnit.DAYS.between(one, other)) <= 1;
  }
}
