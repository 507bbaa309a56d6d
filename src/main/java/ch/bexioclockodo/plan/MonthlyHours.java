package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.EntryGroups;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The recorded seconds of every project in each of some whole months, as clockodo reported them at
 * one time. Two of them tell where hours moved in between.
 *
 * @param first the first month
 * @param last the last month
 * @param projects by the project's id; what has no project stands under its customer
 */
public record MonthlyHours(YearMonth first, YearMonth last, Map<String, Project> projects) {

  /** What the report must be grouped by, outermost first. */
  public static final List<String> GROUPING = List.of("customers_id", "projects_id", "month");

  private static final String NONE = "0";
  private static final String CUSTOMER = "c";
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyyMM");

  /**
   * One project's seconds, month by month from the first.
   *
   * @param customer the customer's name
   * @param name the project's name, null for what has none
   */
  public record Project(String customer, String name, long[] seconds) {}

  /**
   * Hours of one project and month that are no longer what they were.
   *
   * @param projectId clockodo's id, null for what has no project
   */
  public record Moved(
      String projectId, String customer, String project, YearMonth month, long before, long now) {}

  /** From clockodo's report; months beside those that are wanted are left out. */
  public static MonthlyHours of(EntryGroups report, YearMonth first, YearMonth last) {
    int months = (int) first.until(last, ChronoUnit.MONTHS) + 1;
    Map<String, Project> projects = new TreeMap<>();
    for (EntryGroups.Group customer : report.groups()) {
      for (EntryGroups.Group project : customer.inside()) {
        boolean none = NONE.equals(project.key());
        // "None" is a group of its own for each customer (facts: clockodo §6.1).
        String key = none ? CUSTOMER + customer.key() : project.key();
        for (EntryGroups.Group month : project.inside()) {
          long index = first.until(YearMonth.parse(month.key(), MONTH), ChronoUnit.MONTHS);
          if (index >= 0 && index < months) {
            projects.computeIfAbsent(
                        key,
                        unknown ->
                            new Project(
                                customer.name(), none ? null : project.name(), new long[months]))
                    .seconds()[(int) index] +=
                month.duration();
          }
        }
      }
    }
    return new MonthlyHours(first, last, projects);
  }

  /** The differences in the months that both know, the newest month first. */
  public List<Moved> movedSince(MonthlyHours earlier) {
    Set<String> keys = new TreeSet<>(projects.keySet());
    keys.addAll(earlier.projects.keySet());
    YearMonth from = first.isAfter(earlier.first) ? first : earlier.first;
    YearMonth to = last.isBefore(earlier.last) ? last : earlier.last;
    List<Moved> moved = new ArrayList<>();
    for (String key : keys) {
      Project named = projects.getOrDefault(key, earlier.projects.get(key));
      for (YearMonth month = from; !month.isAfter(to); month = month.plusMonths(1)) {
        long before = earlier.seconds(key, month);
        long now = seconds(key, month);
        if (before != now) {
          String id = key.startsWith(CUSTOMER) ? null : key;
          moved.add(new Moved(id, named.customer(), named.name(), month, before, now));
        }
      }
    }
    moved.sort(Comparator.comparing(Moved::month).reversed());
    return moved;
  }

  private long seconds(String key, YearMonth month) {
    Project project = projects.get(key);
    return project == null ? 0 : project.seconds()[(int) first.until(month, ChronoUnit.MONTHS)];
  }

  public String write() {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("first", first.toString());
    written.put("last", last.toString());
    written.put("projects", projects);
    return Json.write(written);
  }

  public static MonthlyHours read(String json) {
    Written written = Json.read(json, Written.class);
    return new MonthlyHours(
        YearMonth.parse(written.first()), YearMonth.parse(written.last()), written.projects());
  }

  private record Written(String first, String last, Map<String, Project> projects) {}
}
