package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.MasterObject;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.NameKey;
import ch.bexioclockodo.link.Values;
import java.util.Collection;
import java.util.HashMap;
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
   * @param settled whether so much time has passed that it cannot appear any more
   */
  public record Pending(
      LinkKind kind, long sourceId, Map<String, Object> payload, boolean settled) {}

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
        create.payload().get("customers_id") instanceof Number sent ? sent.longValue() : parentId;
    return free.stream()
        .filter(object -> NameKey.equal(object.name()).equals(name))
        .filter(object -> object.parentId() == null || object.parentId().equals(parent))
        .map(MasterObject.class::cast)
        .toList();
  }
}
