package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.ProjectState;
import ch.bexioclockodo.link.NameKey;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The project states in which time may be booked, as the setting names them: by id, or by name in
 * any of bexio's four languages. Names that bexio translates count as one, whatever language the
 * tenant's list comes in; a tenant's own names count as they are written.
 */
public record BookableStates(List<String> named) {

  private static final List<Set<String>> TRANSLATIONS =
      List.of(
          Set.of("offen", "open", "ouvert", "aperto"),
          Set.of("aktiv", "active", "actif", "attivo"),
          Set.of("archiviert", "archived", "archivé", "archiviato"));

  /** Reads a comma list of ids and names; an empty one means every state. */
  public static BookableStates parse(String text) {
    return new BookableStates(
        Arrays.stream(text.split(",")).map(String::strip).filter(word -> !word.isEmpty()).toList());
  }

  /** Whether every state is bookable. */
  public boolean every() {
    return named.isEmpty();
  }

  /** Whether the list of states must be read to know which are meant. */
  public boolean needsNames() {
    return named.stream().anyMatch(word -> !isId(word));
  }

  /**
   * The ids that are meant; null when every state is.
   *
   * @throws IllegalArgumentException naming a word that no state has, and the states there are
   */
  public Set<Integer> resolve(List<ProjectState> states) {
    if (every()) {
      return null;
    }
    Set<Integer> ids = new LinkedHashSet<>();
    for (String word : named) {
      if (isId(word)) {
        ids.add(Integer.valueOf(word));
        continue;
      }
      Set<Integer> found =
          states.stream()
              .filter(state -> means(word, state.name()))
              .map(ProjectState::id)
              .collect(Collectors.toSet());
      if (found.isEmpty()) {
        throw new IllegalArgumentException(
            "no project state of bexio is called \"" + word + "\"; there are " + describe(states));
      }
      ids.addAll(found);
    }
    return ids;
  }

  /**
   * The ids that are meant, when every word of the setting means a state that is there.
   *
   * @throws IllegalArgumentException naming a word or id that no state has, and the states there
   *     are
   */
  public Set<Integer> resolveStrictly(List<ProjectState> states) {
    Set<Integer> ids = resolve(states);
    if (ids != null) {
      Set<Integer> there = states.stream().map(ProjectState::id).collect(Collectors.toSet());
      ids.stream()
          .filter(id -> !there.contains(id))
          .findFirst()
          .ifPresent(
              id -> {
                throw new IllegalArgumentException(
                    "no project state of bexio has the id "
                        + id
                        + "; there are "
                        + describe(states));
              });
    }
    return ids;
  }

  /** States as people write them into the setting: id and name. */
  public static String describe(List<ProjectState> states) {
    return states.stream()
        .map(state -> state.id() + " " + state.name())
        .collect(Collectors.joining(", "));
  }

  private static boolean means(String word, String name) {
    String wanted = NameKey.equal(word);
    String has = NameKey.equal(name);
    return wanted.equals(has)
        || TRANSLATIONS.stream().anyMatch(words -> words.contains(wanted) && words.contains(has));
  }

  private static boolean isId(String word) {
    return word.matches("[1-9]\\d{0,8}");
  }
}
