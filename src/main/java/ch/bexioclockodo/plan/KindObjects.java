package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.MasterObject;
import ch.bexioclockodo.link.NameKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** clockodo's objects of one kind: which may be linked, which names they take, where they stand. */
final class KindObjects {

  private final Map<Long, String> parentNames;
  private final Map<Long, MasterObject> byId = new HashMap<>();
  private final List<MasterObject> free = new ArrayList<>();
  private final Map<Object, MasterObject> takenByName = new HashMap<>();
  private final Map<Object, List<Long>> byExactName = new HashMap<>();

  /**
   * @param parentNames names of what these objects stand under, by id; null when they stand under
   *     nothing
   * @param isFree whether an object may be linked
   */
  KindObjects(
      Collection<? extends MasterObject> all,
      Map<Long, String> parentNames,
      Predicate<MasterObject> isFree) {
    this.parentNames = parentNames;
    for (MasterObject object : all) {
      byId.put(object.id(), object);
      byExactName
          .computeIfAbsent(
              Arrays.asList(object.parentId(), object.name()), key -> new ArrayList<>())
          .add(object.id());
      if (isFree.test(object)) {
        free.add(object);
      } else {
        takeName(object);
      }
    }
  }

  boolean areUnderParents() {
    return parentNames != null;
  }

  /** The object of an id, or null when clockodo does not show it. */
  MasterObject get(long id) {
    return byId.get(id);
  }

  /** What nothing is linked to yet. */
  List<MasterObject> free() {
    return free;
  }

  /** From now on nothing new can have this object's name at its place. */
  void takeName(MasterObject object) {
    takenByName.put(key(object.parentId(), object.name()), object);
  }

  /** What something new cannot be called like at its place. */
  Optional<MasterObject> withTakenName(Parent parent, String name) {
    return areUnderParents() && parent.id() == null
        ? Optional.empty()
        : Optional.ofNullable(takenByName.get(key(parent.id(), name)));
  }

  /** Which other object at its place has a name, so that clockodo would refuse it; or null. */
  Long otherOfName(MasterObject object, String name) {
    return byExactName.getOrDefault(Arrays.asList(object.parentId(), name), List.of()).stream()
        .filter(id -> id != object.id())
        .findFirst()
        .orElse(null);
  }

  /** Why an object stands elsewhere than bexio says. */
  Optional<Reason> misplaced(Parent parent, MasterObject object) {
    if (!areUnderParents()) {
      return Optional.empty();
    }
    if (parent.reason() != null) {
      return Optional.of(parent.reason());
    }
    return Objects.equals(object.parentId(), parent.id())
        ? Optional.empty()
        : Optional.of(
            Reason.of(
                ReasonCode.PROJECT_OTHER_CUSTOMER,
                object.name(),
                object.id(),
                parentNames.getOrDefault(object.parentId(), "–"),
                object.parentId()));
  }

  private Object key(Long parentId, String name) {
    return Arrays.asList(areUnderParents() ? parentId : null, NameKey.equal(name));
  }
}
