package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.NameKey;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the connector has created in clockodo, and for what in bexio: told by the number, which no
 * two rows of a history ever share, and where there is none by the name at that moment.
 */
final class CreatedObjects {

  private record Source(MasterKind kind, int id) {}

  private final BothSides sides;
  private final Map<String, Integer> ownerOfNumber = new HashMap<>();
  private final Map<MasterKind, Set<Integer>> known = new HashMap<>();
  private final Map<Source, List<Integer>> created = new HashMap<>();

  CreatedObjects(BothSides sides) {
    this.sides = sides;
  }

  /** Something in bexio has this number from now on, and nothing else ever has. */
  void numbered(MasterKind kind, int bexioId, String number) {
    ownerOfNumber.put(kind + " " + number, bexioId);
  }

  /** Whatever is in clockodo before a run was not created by it. */
  void beforeRun() {
    for (MasterKind kind : MasterKind.values()) {
      known.put(kind, ids(kind));
    }
  }

  void afterRun() {
    for (MasterKind kind : MasterKind.values()) {
      Set<Integer> now = ids(kind);
      now.removeAll(known.get(kind));
      for (int id : now) {
        Source source = new Source(kind, sourceOf(kind, sides.clockodo(kind).get(id)));
        created.computeIfAbsent(source, any -> new ArrayList<>()).add(id);
      }
    }
    created.forEach(this::assertOne);
  }

  /** Somebody has deleted it in clockodo. */
  void deleted(MasterKind kind, int id) {
    created.forEach(
        (source, ids) -> {
          if (source.kind() == kind) {
            ids.remove((Integer) id);
          }
        });
  }

  /** Whether the connector has created it. */
  boolean isOurs(MasterKind kind, int id) {
    return created.entrySet().stream()
        .anyMatch(entry -> entry.getKey().kind() == kind && entry.getValue().contains(id));
  }

  /** Whether the connector has created it and no link says so yet: its answer was lost. */
  boolean isUnlinked(MasterKind kind, int id) {
    return isOurs(kind, id) && sides.linkTo(kind, id).isEmpty();
  }

  private void assertOne(Source source, List<Integer> ids) {
    assertThat(ids).as("what was created for %s", source).hasSizeLessThanOrEqualTo(1);
    for (Link link : sides.links(source.kind())) {
      if (link.bexioId() == source.id() && !ids.isEmpty()) {
        assertThat(link.clockodoId())
            .as("what %s is linked to, although something was created for it", source)
            .isEqualTo((long) ids.get(0));
      }
    }
  }

  private int sourceOf(MasterKind kind, ObjectNode object) {
    if (object.hasNonNull("number")) {
      return ownerOfNumber.get(kind + " " + object.get("number").asText());
    }
    String name = NameKey.equal(object.get("name").asText());
    List<Integer> named =
        sides.bexio(kind).list().stream()
            .filter(row -> NameKey.equal(row.get(kind.bexioName()).asText()).equals(name))
            .map(row -> row.get("id").asInt())
            .toList();
    assertThat(named).as("what has the name of %s", object).hasSize(1);
    return named.get(0);
  }

  private Set<Integer> ids(MasterKind kind) {
    return sides.clockodo(kind).list().stream()
        .map(row -> row.get("id").asInt())
        .collect(Collectors.toCollection(HashSet::new));
  }
}
