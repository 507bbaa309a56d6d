package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.clockodo.EntryGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One reading of the window held against clockodo's own report: the seconds of every lowest report
 * group, from the report and from the entries. Groups that hold a running entry are not compared,
 * since their sum grows meanwhile.
 */
public final class ControlTotals {

  private static final int LONGEST_NAME = 200;

  private final List<String> grouping;
  private final Map<String, ReportGroup> groups = new TreeMap<>();

  public ControlTotals(List<String> grouping) {
    this.grouping = grouping;
  }

  /** Adds clockodo's report of the window, or of one part of it. */
  public void addReport(EntryGroups report) {
    report.groups().forEach(group -> addGroup(List.of(), List.of(), group));
  }

  public void addEntry(Entry entry) {
    groupOf(entry).add(entry);
  }

  /** Notes that an entry lies in the period; the number of its group within the plan. */
  int inside(Entry entry) {
    ReportGroup group = groupOf(entry);
    group.isInside();
    return group.id();
  }

  /** Notes that an entry was read although it does not lie in the period. */
  void outside(Entry entry) {
    groupOf(entry).addOutside(entry);
  }

  /** Notes that nothing is to be done with an entry, so that no row will tell of it. */
  void unchanged(Entry entry) {
    groupOf(entry).addUnchanged(entry.seconds());
  }

  public int runningGroups() {
    return (int) groups.values().stream().filter(ReportGroup::running).count();
  }

  /**
   * The groups whose entries do not add up to what clockodo reports, each with the difference in
   * seconds.
   */
  public Map<String, Long> differences() {
    Map<String, Long> differences = new TreeMap<>();
    groups.forEach(
        (key, group) -> {
          if (group.difference() != 0 && !group.running()) {
            differences.put(key, group.difference());
          }
        });
    return differences;
  }

  /** What clockodo reported for one group in this reading; null when it had no such group. */
  public Long reported(String key) {
    ReportGroup group = groups.get(key);
    return group == null ? null : group.reported();
  }

  /**
   * The groups that concern the period, as they are stored with the plan.
   *
   * @param moved those whose report was not the same in every reading
   */
  List<PlanGroup> stored(Set<String> moved) {
    List<PlanGroup> stored = new ArrayList<>();
    groups.forEach(
        (key, group) -> {
          if (group.concernsThePeriod()) {
            stored.add(group.stored(grouping, !group.running() && !moved.contains(key)));
          }
        });
    return stored;
  }

  private void addGroup(List<String> ids, List<String> names, EntryGroups.Group group) {
    List<String> path = longer(ids, group.key());
    List<String> named = longer(names, nameOf(group));
    if (group.leaf()) {
      groupOf(path).report(named, group.duration(), group.revenue());
    } else {
      group.subGroups().forEach(child -> addGroup(path, named, child));
    }
  }

  /** A group of texts is named by the text, which can be of any length. */
  private static String nameOf(EntryGroups.Group group) {
    String name = group.name() == null || group.name().isBlank() ? group.key() : group.name();
    return name.codePointCount(0, name.length()) <= LONGEST_NAME
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME));
  }

  private static List<String> longer(List<String> list, String last) {
    List<String> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }

  private ReportGroup groupOf(Entry entry) {
    return groupOf(keysOf(grouping, entry));
  }

  /** The ids of an entry at each level of a grouping. */
  static List<String> keysOf(List<String> grouping, Entry entry) {
    return grouping.stream().map(level -> valueOf(level, entry)).toList();
  }

  private ReportGroup groupOf(List<String> ids) {
    return groups.computeIfAbsent(
        "/" + String.join("/", ids), key -> new ReportGroup(groups.size() + 1, ids));
  }

  private static String valueOf(String level, Entry entry) {
    return switch (level) {
      case "customers_id" -> String.valueOf(entry.customersId());
      case "projects_id" -> orNone(entry.projectsId());
      case "subprojects_id" -> orNone(entry.subprojectsId());
      case "services_id" -> orNone(entry.servicesId());
      case "lumpsum_services_id" -> orNone(entry.lumpSumServicesId());
      case "texts_id" -> orNone(entry.textsId());
      case "users_id" -> String.valueOf(entry.usersId());
      case "billable" -> String.valueOf(entry.billable());
      case "is_lumpsum" -> entry.lumpSum() ? "1" : "0";
      default -> throw new IllegalArgumentException("entries cannot be grouped by " + level);
    };
  }

  /** clockodo's group of the entries that have no such thing is 0 (facts: clockodo §6.1). */
  private static String orNone(Long id) {
    return id == null ? "0" : String.valueOf(id);
  }
}
