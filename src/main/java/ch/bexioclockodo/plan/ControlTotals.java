package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.clockodo.EntryGroups;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One reading of the window held against clockodo's own report: the seconds of every lowest report
 * group, from the report and from the entries. Groups that hold a running entry are not compared,
 * since their sum grows meanwhile.
 */
public final class ControlTotals {

  private final List<String> grouping;
  private final Map<String, Long> reported = new TreeMap<>();
  private final Map<String, Long> read = new HashMap<>();
  private final TreeSet<String> running = new TreeSet<>();

  public ControlTotals(List<String> grouping) {
    this.grouping = grouping;
  }

  /** Adds clockodo's report of the window, or of one part of it. */
  public void addReport(EntryGroups report) {
    report.groups().forEach(group -> addGroup("", group));
  }

  public void addEntry(Entry entry) {
    String key = keyOf(entry);
    read.merge(key, entry.seconds(), Long::sum);
    if (entry.running()) {
      running.add(key);
    }
  }

  public int runningGroups() {
    return running.size();
  }

  /**
   * The groups whose entries do not add up to what clockodo reports, each with the difference in
   * seconds.
   */
  public Map<String, Long> differences() {
    Map<String, Long> differences = new TreeMap<>();
    TreeSet<String> keys = new TreeSet<>(reported.keySet());
    keys.addAll(read.keySet());
    for (String key : keys) {
      long difference = reported.getOrDefault(key, 0L) - read.getOrDefault(key, 0L);
      if (difference != 0 && !running.contains(key)) {
        differences.put(key, difference);
      }
    }
    return differences;
  }

  /** What clockodo reported for one group in this reading; null when it had no such group. */
  public Long reported(String key) {
    return reported.get(key);
  }

  private void addGroup(String parent, EntryGroups.Group group) {
    String key = parent + "/" + group.key();
    if (group.leaf()) {
      reported.merge(key, group.duration(), Long::sum);
    } else {
      group.subGroups().forEach(child -> addGroup(key, child));
    }
  }

  private String keyOf(Entry entry) {
    List<String> values = new ArrayList<>();
    for (String level : grouping) {
      values.add(valueOf(level, entry));
    }
    return "/" + String.join("/", values);
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
