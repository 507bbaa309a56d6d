package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.MasterObject;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.NameKey;
import ch.bexioclockodo.link.Values;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What earlier runs began to create without knowing whether it arrived. Before anything is created
 * again, it is looked for: by the number that was sent, else by the name and parent that were sent,
 * since bexio may say something else meanwhile.
 */
public final class PendingCreates {

  private final Map<List<Object>, Pending> pending = new HashMap<>();

  /**
   * One create whose outcome nobody knows.
   *
   * @param payload what was sent, references replaced by ids where they were known
   * @param source bexio's record as it was then, or null when that was not kept
   * @param settled whether so much time has passed that it cannot appear any more
   */
  public record Pending(
      LinkKind kind,
      long sourceId,
      Map<String, Object> payload,
      Map<String, Object> source,
      boolean settled) {

    /**
     * What both sides agreed on when it was sent, so that what either side has changed since is
     * still to be compared.
     */
    Base base(Object record, Map<String, Object> shown) {
      Map<String, Object> fields = new LinkedHashMap<>(shown);
      payload.forEach(
          (field, value) -> {
            if (shown.containsKey(field) && !ClockodoFields.PARENT.equals(field)) {
              fields.put(field, value);
            }
          });
      return Base.of(source == null ? record : source, fields);
    }
  }

  public PendingCreates(Collection<Pending> creates) {
    for (Pending create : creates) {
      pending.merge(
          List.of(create.kind(), create.sourceId()),
          create,
          (one, other) -> one.settled() ? other : one);
    }
  }

  Pending of(Subject subject) {
    return pending.get(List.of(subject.linkKind(), subject.id()));
  }

  /**
   * What in clockodo may be what was created.
   *
   * @param parentId clockodo's id of what it goes under today
   */
  static List<MasterObject> found(
      Pending create, Collection<? extends MasterObject> free, Long parentId) {
    Object number = create.payload().get("number");
    List<MasterObject> byNumber =
        free.stream()
            .filter(object -> number != null && Values.same(number, object.number()))
            .map(MasterObject.class::cast)
            .toList();
    if (!byNumber.isEmpty()) {
      return byNumber;
    }
    String name = NameKey.equal(String.valueOf(create.payload().get("name")));
    Long parent =
        create.payload().get(ClockodoFields.PARENT) instanceof Number sent
            ? sent.longValue()
            : parentId;
    return free.stream()
        .filter(object -> NameKey.equal(object.name()).equals(name))
        .filter(object -> object.parentId() == null || object.parentId().equals(parent))
        .map(MasterObject.class::cast)
        .toList();
  }

  /** Whether it has the name and the number that were sent. */
  static boolean isExactly(Pending create, MasterObject object) {
    Object number = create.payload().get("number");
    String name = String.valueOf(create.payload().get("name"));
    return NameKey.equal(object.name()).equals(NameKey.equal(name))
        && (number == null || Values.same(number, object.number()));
  }
}
