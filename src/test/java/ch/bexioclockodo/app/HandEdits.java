package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What people have changed by hand in linked objects of clockodo. Each such value stays until it is
 * edited again, or until bexio asks for the same: then both sides agree, and bexio may go on from
 * there.
 */
final class HandEdits {

  private record Field(MasterKind kind, int id, String name) {}

  private final BothSides sides;
  private final Map<Field, Object> values = new LinkedHashMap<>();

  HandEdits(BothSides sides) {
    this.sides = sides;
  }

  /** Somebody has given a field this value; only what differs from what was agreed on counts. */
  void noted(MasterKind kind, int id, String name, Object value) {
    Field field = new Field(kind, id, name);
    Optional<Map<String, Object>> agreed = sides.linkTo(kind, id).flatMap(sides::agreed);
    if (agreed.isPresent() && !Values.same(agreed.get().get(name), value)) {
      values.put(field, value);
    } else {
      values.remove(field);
    }
  }

  void forget(MasterKind kind, int id) {
    values.keySet().removeIf(field -> field.kind() == kind && field.id() == id);
  }

  boolean isEdited(MasterKind kind, int id, String name) {
    return values.containsKey(new Field(kind, id, name));
  }

  void assertKept() {
    values.forEach(
        (field, value) ->
            assertThat(Values.same(sides.held(field.kind(), field.id(), field.name()), value))
                .as(
                    "%s was set to %s by hand and is %s now",
                    field, value, sides.held(field.kind(), field.id(), field.name()))
                .isTrue());
  }

  /** After a run that has compared: what bexio asks for as well is no longer a person's alone. */
  void releaseAgreed() {
    values
        .entrySet()
        .removeIf(
            edit -> {
              Field field = edit.getKey();
              Optional<Link> link = sides.linkTo(field.kind(), field.id());
              Map<String, Object> asked =
                  link.map(known -> sides.asked(field.kind(), (int) known.bexioId()))
                      .orElse(Map.of());
              return asked.containsKey(field.name())
                  && Values.same(asked.get(field.name()), edit.getValue());
            });
  }
}
