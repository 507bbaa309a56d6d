package ch.bexioclockodo.link;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Things by their exact name (and, where it has one, parent). A name is used once, to propose a
 * link; afterwards ids hold.
 *
 * @param <T> what carries the name
 */
public final class NameIndex<T> {

  private final Map<Object, List<T>> byName = new HashMap<>();

  public NameIndex(Collection<T> things, Function<T, Object> name) {
    things.forEach(
        thing -> byName.computeIfAbsent(name.apply(thing), key -> new ArrayList<>()).add(thing));
  }

  public List<T> named(Object name) {
    return byName.getOrDefault(name, List.of());
  }

  public List<T> named(Object name, Predicate<T> condition) {
    return named(name).stream().filter(condition).toList();
  }
}
