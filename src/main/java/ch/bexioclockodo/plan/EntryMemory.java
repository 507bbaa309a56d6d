package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.Entry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What the ledger remembers of an exported entry: its own fields that are mapped, and the bexio ids
 * that it referred to. Written as short JSON, one for each exported entry.
 */
public record EntryMemory(Entry entry, EntryProposal.Resolved resolved) {

  /**
   * An entry as it is charged; what it earns belongs to it, and it may be a lump sum.
   *
   * @param contactId bexio's contact who is charged
   * @param projectId bexio's project, or null
   */
  static EntryMemory charged(Entry entry, long contactId, Long projectId) {
    return new EntryMemory(
        entry, new EntryProposal.Resolved(contactId, null, projectId, null, null));
  }

  /** From the source and target of its plan row. */
  public static EntryMemory of(Map<String, Object> source, Map<String, Object> target) {
    Entry entry =
        new Entry(
            number(source, "id"),
            idOf(source, "customer"),
            idOf(source, "project"),
            idOf(source, "service"),
            idOf(source, "user"),
            number(source, "billable").intValue(),
            (String) source.get("text"),
            Instant.parse((String) source.get("start")),
            source.get("end") == null ? null : Instant.parse((String) source.get("end")),
            number(source, "seconds"),
            source.get("lastChange") == null
                ? null
                : Instant.parse((String) source.get("lastChange")));
    Long subContact = idOf(target, "subContact");
    return new EntryMemory(
        entry,
        new EntryProposal.Resolved(
            idOf(target, "contact"),
            subContact == null ? null : subContact.intValue(),
            idOf(target, "project"),
            idOf(target, "activity"),
            idOf(target, "user")));
  }

  public String write() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", entry.id());
    map.put("c", entry.customersId());
    map.put("p", entry.projectsId());
    map.put("s", entry.servicesId());
    map.put("u", entry.usersId());
    map.put("b", entry.billable());
    map.put("x", entry.text());
    map.put("f", entry.timeSince().getEpochSecond());
    map.put("t", seconds(entry.timeUntil()));
    map.put("d", entry.duration());
    map.put("l", seconds(entry.timeLastChange()));
    map.put("r", entry.hourlyRate());
    if (!entry.time()) {
      map.put("y", entry.type());
      map.put("ls", entry.lumpSumServicesId());
      map.put("la", entry.lumpSumAmount());
      map.put("lp", entry.lumpSumPrice());
      map.put("v", entry.revenue());
    }
    map.put("rc", resolved.contactId());
    map.put("rk", resolved.subContactId());
    map.put("rp", resolved.projectId());
    map.put("ra", resolved.activityId());
    map.put("ru", resolved.userId());
    map.values().removeIf(Objects::isNull);
    return Json.write(map);
  }

  public static EntryMemory read(String json) {
    Map<String, Object> map = Json.readMap(json);
    Long subContact = number(map, "rk");
    return new EntryMemory(
        new Entry(
            number(map, "id"),
            map.get("y") instanceof Number type ? type.intValue() : Entry.TIME,
            number(map, "c"),
            number(map, "p"),
            null,
            number(map, "s"),
            number(map, "ls"),
            number(map, "u"),
            number(map, "b").intValue(),
            null,
            (String) map.get("x"),
            Instant.ofEpochSecond(number(map, "f")),
            instant(map, "t"),
            number(map, "d"),
            amount(map, "v"),
            false,
            null,
            null,
            null,
            null,
            instant(map, "l"),
            amount(map, "r"),
            amount(map, "la"),
            amount(map, "lp")),
        new EntryProposal.Resolved(
            number(map, "rc"),
            subContact == null ? null : subContact.intValue(),
            number(map, "rp"),
            number(map, "ra"),
            number(map, "ru")));
  }

  /** Whether an entry is what it was, but for whether it is billed, which may be our own mark. */
  public boolean isStill(Entry now) {
    return isStill(now, now.text());
  }

  /** The same of the answer to a write, which may lack the text. */
  public boolean isStillAsAnswered(Entry now) {
    return isStill(now, now.text() == null ? entry.text() : now.text());
  }

  private boolean isStill(Entry now, String text) {
    return Objects.equals(entry.type(), now.type())
        && entry.customersId() == now.customersId()
        && Objects.equals(entry.projectsId(), now.projectsId())
        && Objects.equals(entry.servicesId(), now.servicesId())
        && entry.usersId() == now.usersId()
        && Objects.equals(written(entry.text()), written(text))
        && entry.timeSince().equals(now.timeSince())
        && Objects.equals(entry.timeUntil(), now.timeUntil())
        && Objects.equals(entry.duration(), now.duration())
        && Objects.equals(entry.lumpSumServicesId(), now.lumpSumServicesId())
        && mayEqual(entry.hourlyRate(), now.hourlyRate())
        && mayEqual(entry.lumpSumAmount(), now.lumpSumAmount())
        && mayEqual(entry.lumpSumPrice(), now.lumpSumPrice())
        && (entry.time() || mayEqual(entry.revenue(), now.revenue()));
  }

  /** Not every answer shows amounts, and not everybody may see them. */
  private static boolean mayEqual(BigDecimal then, BigDecimal now) {
    return then == null || now == null || then.compareTo(now) == 0;
  }

  private static String written(String text) {
    return text == null ? "" : text;
  }

  private static Long seconds(Instant time) {
    return time == null ? null : time.getEpochSecond();
  }

  private static Instant instant(Map<String, Object> map, String name) {
    Long seconds = number(map, name);
    return seconds == null ? null : Instant.ofEpochSecond(seconds);
  }

  private static Long idOf(Map<String, Object> map, String thing) {
    return map.get(thing) instanceof Map<?, ?> named && named.get("id") instanceof Number id
        ? id.longValue()
        : null;
  }

  private static BigDecimal amount(Map<String, Object> map, String name) {
    return map.get(name) == null ? null : new BigDecimal(String.valueOf(map.get(name)));
  }

  private static Long number(Map<String, Object> map, String name) {
    return map.get(name) instanceof Number number ? number.longValue() : null;
  }
}
