package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Project;
import ch.bexioclockodo.bexio.ProjectState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * bexio's project states, read only when the setting names some by name, and not again while every
 * project is in a state that is known.
 */
public final class ProjectStates {

  private final BookableStates bookable;
  private final List<ProjectState> remembered;
  private Supplier<List<Project>> projects = List::of;
  private List<ProjectState> read;

  /**
   * @param memory what {@link #memory()} said after an earlier reading, or null
   */
  public ProjectStates(BookableStates bookable, String memory) {
    this.bookable = bookable;
    this.remembered = memory == null ? List.of() : readMemory(memory);
  }

  void projects(Supplier<List<Project>> ofTheirList) {
    projects = ofTheirList;
  }

  /** The list, as the route that reads it is named. */
  public String getName() {
    return "bexio-list-project-states";
  }

  /** Whether the list must be read; asked once the projects are there. */
  public boolean isMore() {
    return read == null && bookable.needsNames() && !isRemembered();
  }

  public void take(List<ProjectState> states) {
    read = List.copyOf(states);
  }

  /** The ids of the states in which time may be booked; null when it may in each. */
  public Set<Integer> bookableIds() {
    return bookable.resolve(read == null ? remembered : read);
  }

  /** The states as JSON for the next run, or null when nothing was read. */
  public String memory() {
    return read == null
        ? null
        : Json.write(
            Map.of(
                "states",
                read.stream()
                    .collect(
                        Collectors.toMap(
                            state -> String.valueOf(state.id()),
                            ProjectState::name,
                            (one, other) -> one,
                            LinkedHashMap::new))));
  }

  private boolean isRemembered() {
    Set<Integer> known = remembered.stream().map(ProjectState::id).collect(Collectors.toSet());
    boolean allKnown =
        projects.get().stream()
            .map(Project::stateId)
            .allMatch(state -> state == null || known.contains(state));
    return !known.isEmpty() && allKnown && isResolvable();
  }

  private boolean isResolvable() {
    try {
      bookable.resolve(remembered);
      return true;
    } catch (IllegalArgumentException renamed) {
      return false;
    }
  }

  private static List<ProjectState> readMemory(String memory) {
    Object states = Json.readMap(memory).get("states");
    return states instanceof Map<?, ?> map
        ? map.entrySet().stream()
            .map(
                entry ->
                    new ProjectState(
                        Integer.parseInt(String.valueOf(entry.getKey())),
                        String.valueOf(entry.getValue())))
            .toList()
        : List.of();
  }
}
