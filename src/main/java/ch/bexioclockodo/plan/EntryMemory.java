package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.Entry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What the ledger remembers of an exported entry: its own fields that are mapped, and the bexio ids
 * that it referred to. Written as short JSON, one for each exported entry.
 */
public record EntryMemory(Entry entry, EntryProposal.Resolved resolved) {

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
            number(map, "c"),
            number(map, "p"),
            number(map, "s"),
            number(map, "u"),
            number(map, "b").intValue(),
            (String) map.get("x"),
            Instant.ofEpochSecond(number(map, "f")),
            instant(map, "t"),
            number(map, "d"),
            instant(map, "l")),
        new EntryProposal.Resolved(
            number(map, "rc"),
            subContact == null ? null : subContact.intValue(),
            number(map, "rp"),
            number(map, "ra"),
            number(map, "ru")));
  }

  /** Whether an entry is what it was, but for whether it is billed, which may be our own mark. */
  public boolean isStill(Entry now) {
    return now.time()
        && entry.customersId() == now.customersId()
        && Objects.equals(entry.projectsId(), now.projectsId())
        && Objects.equals(entry.servicesId(), now.servicesId())
        && entry.usersId() == now.usersId()
        && Objects.equals(written(entry.text()), written(now.text()))
        && entry.timeSince().equals(now.timeSince())
        && Objects.equals(entry.timeUntil(), now.timeUntil())
        && Objects.equals(entry.duration(), now.duration());
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

  private static Long number(Map<String, Object> map, String name) {
    return map.get(name) instanceof Number number ? number.longValue() : null;
  }
}
